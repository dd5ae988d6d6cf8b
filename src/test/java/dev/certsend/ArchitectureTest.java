package dev.certsend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls of the house. */
class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.certsend");

    @Test
    void packages_have_no_circles() {
        slices().matching("dev.certsend.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void nobody_imports_the_root() {
        noClasses()
                .that()
                .resideInAPackage("dev.certsend.(*)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.certsend")
                .check(HOUSE);
    }

    @Test
    void certificates_and_secrets_know_nothing_of_the_house() {
        for (String ground : new String[] {"certificate", "secret", "text"}) {
            classes()
                    .that()
                    .resideInAPackage("dev.certsend." + ground + "..")
                    .should()
                    .onlyDependOnClassesThat(
                            DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.certsend.."))
                                    .or(JavaClass.Predicates.resideInAPackage("dev.certsend." + ground + "..")))
                    .check(HOUSE);
        }
    }

    @Test
    void jakarta_mail_stays_in_mail() {
        only("jakarta.mail..", "dev.certsend.mail..");
        only("org.eclipse.angus..", "dev.certsend.mail..");
    }

    @Test
    void db_scheduler_stays_in_queue() {
        only("com.github.kagkarlsson..", "dev.certsend.queue..");
    }

    @Test
    void the_pool_and_the_migrations_stay_in_database() {
        only("com.zaxxer.hikari..", "dev.certsend.database..");
        only("org.flywaydb..", "dev.certsend.database..");
    }

    @Test
    void the_http_client_stays_with_certcentral_the_tokens_of_mail_and_the_collector() {
        only("java.net.http..", "dev.certsend.certcentral..", "dev.certsend.export..", "dev.certsend.mail..");
    }

    @Test
    void javalin_stays_in_web_and_the_page_and_the_map() {
        only("io.javalin..", "dev.certsend.web..", "dev.certsend.download..", "dev.certsend");
    }

    @Test
    void jetty_stays_in_web_and_the_limits_with_the_page() {
        only("org.eclipse.jetty..", "dev.certsend.web..");
        only("io.github.bucket4j..", "dev.certsend.download..");
        only("com.github.benmanes.caffeine..", "dev.certsend.download..");
    }

    @Test
    void slacks_sdk_stays_with_those_who_talk_to_people() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.certsend.audit..",
                        "dev.certsend.bounce..",
                        "dev.certsend.certcentral..",
                        "dev.certsend.certificate..",
                        "dev.certsend.database..",
                        "dev.certsend.download..",
                        "dev.certsend.link..",
                        "dev.certsend.mail..",
                        "dev.certsend.queue..",
                        "dev.certsend.secret..",
                        "dev.certsend.text..",
                        "dev.certsend.web..")
                .or()
                .haveSimpleNameEndingWith("Store")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.slack.api..")
                .check(HOUSE);
    }

    @Test
    void icu_stays_where_words_and_names_are() {
        only(
                "com.ibm.icu..",
                "dev.certsend.text..",
                "dev.certsend.mail..",
                "dev.certsend.orders..",
                "dev.certsend.certificate..");
    }

    @Test
    void nobody_writes_to_the_console_but_the_log() {
        // Main lends its standard output to the commands that print.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.certsend.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(HOUSE);
    }

    private static void only(String library, String... rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(HOUSE);
    }
}
