package dev.orgrelay;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;

/** What the rules are about: the classes of the program and the files they come from. */
public final class ProductionCode {

    public static final String ROOT = "dev.orgrelay";

    public static final Path SOURCES = Path.of("src", "main", "java");

    public static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private ProductionCode() {}
}
