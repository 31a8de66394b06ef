/// All of Lanewise that a program imports, without code of its own: `import module dev.lanewise;` is enough.
///
/// Not in here: pictures (`dev.lanewise.plots`), which stand on libraries without module descriptors, and what only tests need (`dev.lanewise.testkit`).
module dev.lanewise {
    requires transitive dev.lanewise.core;
    requires transitive dev.lanewise.images;
    requires transitive dev.lanewise.linalg;
    requires transitive dev.lanewise.nn.attention;
    requires transitive dev.lanewise.nn.conv;
    requires transitive dev.lanewise.nn.dense;
    requires transitive dev.lanewise.nn.recurrent;
    requires transitive dev.lanewise.reduction;
}
