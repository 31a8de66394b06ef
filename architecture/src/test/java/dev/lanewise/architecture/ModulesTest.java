package dev.lanewise.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.lanewise.core.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What module descriptors say, and what stands beside them: requires, exports, provides, `META-INF/services`, names.
class ModulesTest {

    static final List<String> MODULES = Siblings.MODULES.stream().filter(module -> !Siblings.NOT_WRITTEN_YET.contains(module) && !Siblings.WITHOUT_DESCRIPTOR.contains(module)).toList();

    static final List<String> FAMILIES = Siblings.FAMILIES.stream().filter(MODULES::contains).toList();

    /// Annotations that only the compiler looks at.
    private static final Set<String> COMPILE_TIME_ONLY = Set.of("org.jspecify", "com.google.errorprone.annotations");

    /// Module descriptors by the names of their modules, and the places where they were found.
    private static final Map<String, ModuleDescriptor> DESCRIPTORS = new TreeMap<>();
    private static final Map<String, URL> PLACES = new HashMap<>();

    @BeforeAll static void findModules() throws IOException {
        for (URL place : Collections.list(ModulesTest.class.getClassLoader().getResources("module-info.class"))) {
            try (InputStream in = place.openStream()) {
                ModuleDescriptor descriptor = ModuleDescriptor.read(in);
                if (!descriptor.name().startsWith("dev.lanewise")) continue;
                assertThat(DESCRIPTORS.put(descriptor.name(), descriptor)).as("a second " + descriptor.name()).isNull();
                PLACES.put(descriptor.name(), place);
            }
        }
    }

    @Test void everyModuleIsThereAndNoOther() {
        assertThat(DESCRIPTORS.keySet()).as("a folder that got its first class leaves Siblings.NOT_WRITTEN_YET")
                .containsExactlyInAnyOrderElementsOf(Stream.concat(MODULES.stream(), Stream.of(Siblings.AGGREGATOR)).toList());
    }

    // ---- requires

    @Test void linalgStandsOnTheJdkAlone() {
        assertThat(required("dev.lanewise.linalg")).containsExactlyInAnyOrder("java.base", "jdk.incubator.vector");
    }

    @Test void coreStandsOnLinalgAndItsThreeLibraries() {
        assertThat(required("dev.lanewise.core")).containsExactlyInAnyOrder("java.base", "dev.lanewise.linalg", "com.google.common", "com.fasterxml.jackson.core", "de.siegmar.fastcsv");
    }

    @ParameterizedTest @FieldSource("FAMILIES")
    void eachFamilyRequiresCoreAndNothingElse(String family) {
        assertThat(required(family)).containsExactlyInAnyOrder("java.base", "dev.lanewise.core");
    }

    @Test void theTestkitStandsOnCoreAndTestLibraries() {
        assertThat(required("dev.lanewise.testkit")).contains("dev.lanewise.core").allMatch(name -> name.equals("java.base") || name.equals("dev.lanewise.core")
                || name.startsWith("org.junit.") || name.equals("org.assertj.core"));
    }

    @Test void theCommandLineRequiresNoFamily() {
        assertThat(required("dev.lanewise.cli")).contains("dev.lanewise.core", "info.picocli").doesNotContainAnyElementsOf(Siblings.FAMILIES).doesNotContain("dev.lanewise.testkit");
    }

    /// Then `import module dev.lanewise;` is all that a program needs.
    @Test void theAggregatorHandsOnEveryModuleOfAProgram() {
        Set<Requires> handedOn = DESCRIPTORS.get(Siblings.AGGREGATOR).requires().stream().filter(requires -> !requires.name().equals("java.base")).collect(Collectors.toSet());

        assertThat(handedOn).extracting(Requires::name).containsExactlyInAnyOrderElementsOf(MODULES.stream().filter(name -> !Set.of("dev.lanewise.cli", "dev.lanewise.testkit").contains(name)).toList());
        assertThat(handedOn).allMatch(requires -> requires.modifiers().contains(Requires.Modifier.TRANSITIVE));
    }

    @ParameterizedTest @FieldSource("MODULES")
    void whoeverNamesOurTypesInItsOwnHandsThemOn(String module) {
        if (module.equals("dev.lanewise.cli")) return;                                     // nobody requires the command line
        assertThat(DESCRIPTORS.get(module).requires().stream().filter(requires -> requires.name().startsWith("dev.lanewise")))
                .allMatch(requires -> requires.modifiers().contains(Requires.Modifier.TRANSITIVE));
    }

    @ParameterizedTest @FieldSource("MODULES")
    void onlyAnnotationsAreRequiredAtCompileTimeAlone(String module) {
        assertThat(DESCRIPTORS.get(module).requires().stream().filter(requires -> requires.modifiers().contains(Requires.Modifier.STATIC)).map(Requires::name))
                .isSubsetOf(COMPILE_TIME_ONLY);
    }

    /// What a module needs when it runs.
    private static Set<String> required(String module) {
        return DESCRIPTORS.get(module).requires().stream().filter(requires -> !requires.modifiers().contains(Requires.Modifier.STATIC)).map(Requires::name).collect(Collectors.toSet());
    }

    // ---- exports

    @ParameterizedTest @FieldSource("MODULES")
    void everyPackageIsExportedOrInternal(String module) throws IOException {
        Set<String> expected = module.equals("dev.lanewise.cli") ? Set.of() : packages(module).stream().filter(name -> !(name + ".").contains(".internal.")).collect(Collectors.toSet());

        assertThat(exported(module)).isEqualTo(expected);
    }

    @ParameterizedTest @FieldSource("MODULES")
    void internalsAreExportedToOurTestkitAtMost(String module) {
        assertThat(DESCRIPTORS.get(module).exports().stream().filter(ModuleDescriptor.Exports::isQualified))
                .allSatisfy(export -> assertThat(export.targets()).as(export.source()).isSubsetOf("dev.lanewise.testkit", "dev.lanewise.core", "dev.lanewise.benchmarks"));
    }

    @ParameterizedTest @FieldSource("MODULES")
    void nothingIsOpenToEverybody(String module) {
        assertThat(DESCRIPTORS.get(module).isOpen()).isFalse();
        assertThat(DESCRIPTORS.get(module).opens()).allMatch(ModuleDescriptor.Opens::isQualified);
    }

    private static Set<String> exported(String module) {
        return DESCRIPTORS.get(module).exports().stream().filter(export -> !export.isQualified()).map(ModuleDescriptor.Exports::source).collect(Collectors.toSet());
    }

    // ---- provides

    @ParameterizedTest @FieldSource("MODULES")
    void theClassPathOffersTheSameServicesAsTheModulePath(String module) throws IOException {
        Map<String, Set<String>> declared = DESCRIPTORS.get(module).provides().stream().collect(Collectors.toMap(ModuleDescriptor.Provides::service, provides -> Set.copyOf(provides.providers())));
        Map<String, Set<String>> listed = new TreeMap<>();
        for (String service : SERVICES) {
            List<String> providers = lines(module, "META-INF/services/" + service);
            assertThat(providers).doesNotHaveDuplicates();
            if (!providers.isEmpty()) listed.put(service, Set.copyOf(providers));
        }

        assertThat(listed).isEqualTo(new TreeMap<>(declared));
    }

    private static final List<String> SERVICES = List.of("dev.lanewise.linalg.kernel.KernelProvider", "dev.lanewise.core.spi.LayerProvider", "dev.lanewise.core.spi.LossProvider", "dev.lanewise.core.spi.ModelProvider", "dev.lanewise.core.spi.TextModelReader", "dev.lanewise.core.data.DataReader",
            "dev.lanewise.core.train.FusedLoss$Provider");

    @Test void everyServiceIsOneOfOurs() {
        assertThat(DESCRIPTORS.values().stream().flatMap(descriptor -> descriptor.provides().stream()).map(ModuleDescriptor.Provides::service).collect(Collectors.toSet())).isSubsetOf(SERVICES);
        assertThat(DESCRIPTORS.values().stream().flatMap(descriptor -> descriptor.uses().stream()).collect(Collectors.toSet())).isEqualTo(Set.copyOf(SERVICES));
    }

    @ParameterizedTest @FieldSource("MODULES")
    void everyProviderIsAPublicClassWithAPublicConstructor(String module) throws ReflectiveOperationException {
        for (ModuleDescriptor.Provides provides : DESCRIPTORS.get(module).provides()) {
            for (String provider : provides.providers()) {
                Class<?> type = Class.forName(provider);
                assertThat(Class.forName(provides.service())).isAssignableFrom(type);
                assertThat(Modifier.isPublic(type.getModifiers()) && Modifier.isPublic(type.getConstructor().getModifiers())).as(provider).isTrue();
            }
        }
    }

    @ParameterizedTest @FieldSource("MODULES")
    void everyLayerOfAModuleHasAName(String module) throws IOException {
        Set<String> described = new TreeSet<>(), layers = new TreeSet<>();
        for (var provider : java.util.ServiceLoader.load(dev.lanewise.core.spi.LayerProvider.class)) described.add(provider.type().getName());
        for (String name : classNames(module)) {
            Class<?> type = load(name);
            if (Layer.class.isAssignableFrom(type) && type.isRecord() && Modifier.isPublic(type.getModifiers())) layers.add(name);
        }

        assertThat(described).as("a layer without a provider cannot be saved").containsAll(layers);
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ModulesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(name, e);
        }
    }

    // ---- nullness and names

    @ParameterizedTest @FieldSource("MODULES")
    void everyModuleIsNullMarked(String module) throws IOException {
        try (InputStream in = PLACES.get(module).openStream()) {
            ClassModel descriptor = ClassFile.of().parse(in.readAllBytes());
            List<String> annotations = descriptor.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                    .flatMap(attribute -> attribute.annotations().stream()).map(annotation -> annotation.className().stringValue()).toList();

            assertThat(annotations).contains("Lorg/jspecify/annotations/NullMarked;");
        }
    }

    /// `import module java.base;` stands in every compact source file: a type of ours that is called like one of its would have to be imported by name.
    @Test void noExportedTypeIsCalledLikeOneOfJavaBase() throws IOException {
        Set<String> taken = new TreeSet<>();
        FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
        for (ModuleDescriptor.Exports export : Object.class.getModule().getDescriptor().exports()) {
            if (export.isQualified()) continue;
            try (Stream<Path> files = Files.list(runtime.getPath("modules/java.base", export.source().split("\\.")))) {
                for (Path file : files.filter(ModulesTest::isTopLevel).toList()) if (isPublic(Files.readAllBytes(file))) taken.add(simpleName(file.getFileName().toString()));
            }
        }

        assertThat(taken).hasSizeGreaterThan(1000).contains("String", "List", "Record", "Module");
        assertThat(exportedTypes().keySet()).doesNotContainAnyElementsOf(taken);
    }

    @Test void noTwoExportedTypesAreCalledAlike() throws IOException {
        assertThat(exportedTypes()).allSatisfy((name, packages) -> assertThat(packages).as(name).hasSize(1));
        assertThat(exportedTypes().keySet()).as("pictures are imported beside everything else").doesNotContainAnyElementsOf(publicTypesOfPlots());
    }

    /// All that stands in the one module without a descriptor.
    private static Set<String> publicTypesOfPlots() {
        String home = dev.lanewise.plots.Picture.class.getPackageName() + ".";
        return new ClassFileImporter().importPackages("dev.lanewise.plots").stream().filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                .map(type -> type.getName().substring(home.length())).collect(Collectors.toSet());
    }

    /// The simple names of public top-level types in exported packages, and where they stand.
    private static Map<String, List<String>> exportedTypes() throws IOException {
        Map<String, List<String>> types = new TreeMap<>();
        for (String module : MODULES) {
            for (String name : classNames(module)) {
                String home = name.substring(0, name.lastIndexOf('.'));
                boolean exported = exported(module).contains(home) && !name.contains("$") && Modifier.isPublic(load(name).getModifiers());
                if (exported) types.computeIfAbsent(name.substring(home.length() + 1), _ -> new java.util.ArrayList<>()).add(home);
            }
        }
        return types;
    }

    private static boolean isTopLevel(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".class") && !name.contains("$") && !name.startsWith("package-info") && !name.startsWith("module-info");
    }

    private static boolean isPublic(byte[] type) { return ClassFile.of().parse(type).flags().has(AccessFlag.PUBLIC); }

    private static String simpleName(String file) { return file.substring(0, file.length() - ".class".length()); }

    // ---- what stands in a module's jar or folder

    private static Set<String> packages(String module) throws IOException {
        return classNames(module).stream().map(name -> name.substring(0, name.lastIndexOf('.'))).collect(Collectors.toSet());
    }

    private static List<String> classNames(String module) throws IOException {
        return inside(module, root -> {
            try (Stream<Path> files = Files.walk(root.resolve("dev"))) {
                return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("package-info.class"))
                        .map(file -> simpleName(root.relativize(file).toString()).replace(file.getFileSystem().getSeparator(), ".")).toList();
            }
        });
    }

    private static List<String> lines(String module, String resource) throws IOException {
        return inside(module, root -> {
            Path file = root.resolve(resource);
            return Files.exists(file) ? Files.readAllLines(file).stream().map(line -> line.replaceFirst("#.*", "").strip()).filter(line -> !line.isEmpty()).toList() : List.of();
        });
    }

    private interface Look {
        List<String> at(Path root) throws IOException;
    }

    /// The module lies in a folder while its neighbours are being tested, and in a jar once they were packed.
    private static List<String> inside(String module, Look look) throws IOException {
        URI place = URI.create(PLACES.get(module).toString().replaceFirst("module-info\\.class$", ""));
        if (!place.getScheme().equals("jar")) return look.at(Path.of(place));
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            return look.at(jar.getPath("/"));
        }
    }
}
