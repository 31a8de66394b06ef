/// Reports: pages that hold everything they show, for reading, printing and sending on.
@org.jspecify.annotations.NullMarked
package dev.lanewise.plots.report;
