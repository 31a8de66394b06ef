import org.jspecify.annotations.NullMarked;

/// Pictures in PNG, JPEG and GIF files as samples.
@NullMarked
module dev.lanewise.images {
    requires transitive dev.lanewise.core;
    requires java.desktop;
    requires static org.jspecify;

    exports dev.lanewise.images;

    provides dev.lanewise.core.data.DataReader with dev.lanewise.images.ImageFolder.Reader;
}
