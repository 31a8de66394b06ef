package dev.lanewise.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanewise.linalg.kernel.KernelProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelLookupTest {

    @Test
    void theFastestUsableKernelsComeFirst() {
        assertThat(KernelLookup.describe()).extracting(KernelLookup.Description::name).containsExactly("simd", "scalar");
        assertThat(KernelLookup.describe()).allMatch(KernelLookup.Description::usable);
        assertThat(Backend.standard().kernels().name()).isEqualTo("simd");
    }

    @Test
    void moduleDescriptorAndServicesFileAgree() throws IOException {
        String file = "/META-INF/services/" + KernelProvider.class.getName();
        List<String> listed;
        try (InputStream in = KernelProvider.class.getResourceAsStream(file)) {
            listed = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }

        var provided = KernelProvider.class.getModule().getDescriptor().provides().stream()
                .filter(p -> p.service().equals(KernelProvider.class.getName())).findFirst().orElseThrow().providers();

        assertThat(listed).isEqualTo(provided);
    }

    @Test
    void aSystemPropertyForcesKernelsByName() {
        System.setProperty(KernelLookup.PROPERTY, "scalar");
        try {
            assertThat(Backend.of(1).kernels().name()).isEqualTo("scalar");
        } finally {
            System.clearProperty(KernelLookup.PROPERTY);
        }
    }
}
