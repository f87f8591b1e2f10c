package org.tributary.mapping;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** Mappers are pure functions, and no source format knows another. */
@AnalyzeClasses(packages = "org.tributary.mapping", importOptions = ImportOption.DoNotIncludeTests.class)
class MapperArchitectureTest {

    @ArchTest
    static final ArchRule MAPPERS_KNOW_NO_FRAMEWORK_AND_NO_SERVER = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.tributary.hub..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule MAPPERS_READ_NO_CLOCK = noClasses().should()
            .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("reads the clock") {
                @Override
                public boolean test(JavaAccess<?> access) {
                    return access.getTarget() instanceof CodeUnitCallTarget target && (isNow(target)
                            || target.getOwner().isEquivalentTo(System.class)
                                    && (target.getName().equals("currentTimeMillis")
                                            || target.getName().equals("nanoTime")));
                }
            })
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule MAPPERS_THROW_NO_DICE = noClasses().should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.security.SecureRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule MAPPERS_DO_NO_INPUT_OR_OUTPUT = noClasses().should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.nio.channels..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.io\\.(File.*|RandomAccessFile)|java\\.net\\.(Socket|ServerSocket|URLConnection)");

    @ArchTest
    static final ArchRule SOURCES_DO_NOT_SEE_EACH_OTHER = slices().matching("org.tributary.mapping.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(),
                    com.tngtech.archunit.core.domain.JavaClass.Predicates
                            .resideInAPackage("org.tributary.mapping.support.."));

    private static boolean isNow(CodeUnitCallTarget target) {
        return target.getName().equals("now") && target.getOwner().getPackageName().equals("java.time");
    }
}
