package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Plan.Scheduled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A plan for people: how many of each, first and last, and between them a tree of what changes, each organization where it will be, and what is above it. {@code +} is
 * created, {@code ~} updated, {@code -} deleted, {@code !} not done.
 */
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

    /** @param release how to release what is held, if anything is */
    public String of(Plan plan, Optional<String> release) {
        String summary = summary(plan) + "\n";
        String tree = tree(plan);
        StringBuilder text = new StringBuilder(tree.isEmpty() ? "" : tree + "\n");
        if (plan.foreign() > 0) {
            text.append(Text.count(plan.foreign(), "organization"))
                    .append(" more: not in the hierarchy, not Org Relay's own, and not deleted\n");
        }
        plan.held().ifPresent(held -> text.append(held.summary())
                .append("; to delete exactly these: ")
                .append(release.orElse("release=" + held.digest()))
                .append('\n'));
        return text.isEmpty() ? summary : summary + "\n" + text + summary;
    }

    /** What there is, for people. */
    public static String tree(Hierarchy all) {
        return tree(all, all.organizations(), one -> List.of(described(one)));
    }

    /** An organization with its name, as people read it. */
    public static String described(Organization organization) {
        return organization.id() + " " + quoted(organization.displayName());
    }

    private String tree(Plan plan) {
        Hierarchy end = end(plan);
        Map<OrganizationId, List<String>> lines = lines(plan, end);
        List<Organization> shown =
                lines.keySet().stream().map(end::find).flatMap(Optional::stream).toList();
        return tree(end, shown, one -> lines.getOrDefault(one.id(), List.of("  " + described(one))));
    }

    private static String tree(
            Hierarchy in, Collection<Organization> shown, Function<Organization, List<String>> lines) {
        StringBuilder tree = new StringBuilder();
        in.walk(shown, (level, one) -> lines.apply(one)
                .forEach(line -> tree.append("  ".repeat(level)).append(line).append('\n')));
        return tree.toString();
    }

    /** As it is after the plan, with what is to be deleted, and what cannot be created. */
    private static Hierarchy end(Plan plan) {
        List<Step> steps = new ArrayList<>();
        plan.impossible().stream()
                .map(Plan.Impossible::step)
                .filter(Step.Create.class::isInstance)
                .forEach(steps::add);
        plan.steps().stream()
                .map(Scheduled::step)
                .filter(step -> !(step instanceof Step.Delete))
                .forEach(steps::add);
        return plan.actual().after(steps);
    }

    /** What is said of each organization. */
    private Map<OrganizationId, List<String>> lines(Plan plan, Hierarchy end) {
        Map<OrganizationId, List<String>> lines = new HashMap<>();
        BiConsumer<Step, String> say =
                (step, line) -> lines.computeIfAbsent(step.organization(), id -> new ArrayList<>())
                        .add(line);
        plan.steps().stream().map(Scheduled::step).forEach(step -> say.accept(step, line(step, plan.actual(), end)));
        plan.held()
                .map(Plan.Held::deletes)
                .orElse(List.of())
                .forEach(delete -> say.accept(
                        delete,
                        painted(GREY, "! " + described(delete.organizationBefore()) + " is not deleted: held")));
        plan.impossible().forEach(one -> say.accept(one.step(), painted(GREY, impossible(one))));
        return lines;
    }

    private String line(Step step, Hierarchy actual, Hierarchy end) {
        return step.match(
                create -> painted(GREEN, "+ " + described(create.organizationAfter())),
                update -> painted(YELLOW, "~ " + changes(update, actual, end)),
                detour -> painted(
                        YELLOW, "~ " + described(detour.organizationBefore()) + " to the top level for the time being"),
                delete -> painted(RED, "- " + described(delete.organizationBefore())));
    }

    private static String changes(Step.Update update, Hierarchy actual, Hierarchy end) {
        Organization before = update.organizationBefore();
        String name = update.displayName()
                .map(after -> update.organization() + " name " + quoted(before.displayName()) + " → " + quoted(after)
                        + (update.placement().isChange() ? "," : ""))
                .orElseGet(() -> described(before));
        return update.placement().isChange()
                ? name + " parent " + place(before.parent(), actual) + " → "
                        + place(update.organizationAfter().parent(), end)
                : name;
    }

    private static String impossible(Plan.Impossible one) {
        Organization organization = one.step().before().or(one.step()::after).orElseThrow();
        return "! " + described(organization) + " " + one.step().word() + " is not possible: " + one.reason();
    }

    private static String place(Optional<OrganizationId> parent, Hierarchy in) {
        return parent.map(id -> in.find(id).map(PlanText::described).orElseGet(id::value))
                .orElse("(top level)");
    }

    private static String quoted(String name) {
        String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + Text.shorten(escaped, LONGEST_NAME) + '"';
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
        return summary.toString();
    }

    private String painted(String ansi, String text) {
        return colour == Colour.ANSI ? "\u001B[" + ansi + "m" + text + "\u001B[0m" : text;
    }
}
