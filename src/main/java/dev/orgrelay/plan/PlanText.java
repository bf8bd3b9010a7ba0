package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan for people: {@code + seattle "Seattle" under washington}, and at the end how many of each. */
public final class PlanText {

    /** Whether a terminal will show it. */
    public enum Colour {
        NONE,
        ANSI
    }

    private static final int LONGEST_NAME = 200;
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String GREY = "90";

    private final Colour colour;

    public PlanText(Colour colour) {
        this.colour = colour;
    }

    public String of(Plan plan) {
        Stream<String> steps = plan.steps().stream().map(scheduled -> line(scheduled.step()));
        Stream<String> held = plan.held().stream().flatMap(stopped -> stopped.deletes().stream()
                .map(delete -> painted(GREY, "! " + delete.organization() + " is not deleted: held")));
        Stream<String> impossible = plan.impossible().stream()
                .map(one -> painted(
                        GREY,
                        "! " + one.step().organization() + " " + one.step().word() + " is not possible: "
                                + one.reason()));
        return Stream.of(steps, held, impossible, Stream.of(summary(plan)))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String line(Step step) {
        return step.match(
                create -> painted(GREEN, "+ " + describe(create.organizationAfter())),
                update -> painted(YELLOW, "~ " + update.organization() + " " + changes(update)),
                detour -> painted(YELLOW, "~ " + detour.organization() + " to the top level for the time being"),
                delete -> painted(RED, "- " + delete.organization()));
    }

    private static String describe(Organization organization) {
        String under = organization.parent().map(parent -> " under " + parent).orElse("");
        return organization.id() + " " + quoted(organization.displayName()) + under;
    }

    private static String changes(Step.Update update) {
        List<String> changes = new ArrayList<>();
        update.displayName()
                .ifPresent(name -> changes.add(
                        "name " + quoted(update.organizationBefore().displayName()) + " → " + quoted(name)));
        if (update.placement().isChange()) {
            changes.add("parent " + place(update.organizationBefore().parent()) + " → "
                    + place(update.organizationAfter().parent()));
        }
        return String.join(", ", changes);
    }

    private static String place(Optional<OrganizationId> parent) {
        return parent.map(OrganizationId::value).orElse("(top level)");
    }

    private static String quoted(String name) {
        return '"' + Text.shorten(name, LONGEST_NAME) + '"';
    }

    private static String summary(Plan plan) {
        StringBuilder summary = new StringBuilder()
                .append(plan.count("create"))
                .append(" to create, ")
                .append(plan.count("update"))
                .append(" to update, ")
                .append(plan.count("delete"))
                .append(" to delete");
        int detours = plan.count("temporary-move");
        if (detours > 0) {
            summary.append(", ").append(detours).append(detours == 1 ? " temporary move" : " temporary moves");
        }
        if (!plan.impossible().isEmpty()) {
            summary.append(", ").append(plan.impossible().size()).append(" not possible");
        }
        plan.held().ifPresent(held -> summary.append("\n")
                .append(held.summary())
                .append("; release=")
                .append(held.digest())
                .append(" deletes exactly these"));
        return summary.toString();
    }

    private String painted(String ansi, String text) {
        return colour == Colour.ANSI ? "\u001B[" + ansi + "m" + text + "\u001B[0m" : text;
    }
}
