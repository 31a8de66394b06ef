/// Pictures as PNG and SVG: descriptions that draw themselves when saved.
@org.jspecify.annotations.NullMarked
package dev.lanewise.plots;
