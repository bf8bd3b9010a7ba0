package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Plan.Scheduled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

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
        StringBuilder text = new StringBuilder();
        String summary = summary(plan);
        String tree = tree(plan);
        if (!tree.isEmpty()) {
            text.append(summary).append("\n\n").append(tree).append('\n');
        }
        if (plan.foreign() > 0) {
            text.append(Text.count(plan.foreign(), "organization"))
                    .append(plan.foreign() == 1 ? " is" : " are")
                    .append(" not in the hierarchy and not Org Relay's own: not deleted\n");
        }
        plan.held().ifPresent(held -> text.append(held.summary())
                .append("; to delete exactly these: ")
                .append(release.orElse("release=" + held.digest()))
                .append('\n'));
        return text.append(summary).append('\n').toString();
    }

    /** An organization with its name, as people read it. */
    public static String described(Organization organization) {
        return organization.id() + " " + quoted(organization.displayName());
    }

    private String tree(Plan plan) {
        Hierarchy end = end(plan);
        Map<OrganizationId, List<String>> lines = lines(plan, end);
        StringBuilder tree = new StringBuilder();
        end.walk(lines.keySet(), (level, organization) -> {
            List<String> ofIt = lines.getOrDefault(organization.id(), List.of("  " + described(organization)));
            ofIt.forEach(line -> tree.append("  ".repeat(level)).append(line).append('\n'));
        });
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
        Map<OrganizationId, Step> last = new LinkedHashMap<>();
        Map<OrganizationId, String> ways = new LinkedHashMap<>();
        plan.steps().stream().map(Scheduled::step).forEach(step -> {
            last.put(step.organization(), step);
            if (step instanceof Step.Detour) {
                ways.put(step.organization(), ", by way of the top level");
            }
        });
        Map<OrganizationId, List<String>> lines = new LinkedHashMap<>();
        BiConsumer<Step, String> say =
                (step, line) -> lines.computeIfAbsent(step.organization(), id -> new ArrayList<>())
                        .add(line);
        last.forEach((id, step) -> say.accept(step, line(step, plan.actual(), end, ways.getOrDefault(id, ""))));
        plan.held()
                .map(Plan.Held::deletes)
                .orElse(List.of())
                .forEach(delete -> say.accept(
                        delete,
                        painted(GREY, "! " + described(delete.organizationBefore()) + " is not deleted: held")));
        plan.impossible().forEach(one -> say.accept(one.step(), painted(GREY, impossible(one))));
        return lines;
    }

    private String line(Step step, Hierarchy actual, Hierarchy end, String way) {
        return step.match(
                create -> painted(GREEN, "+ " + described(create.organizationAfter())),
                update -> painted(YELLOW, "~ " + changes(update, actual, end) + way),
                detour -> painted(YELLOW, "~ " + described(detour.organizationBefore()) + " to the top level"),
                delete -> painted(RED, "- " + described(delete.organizationBefore()) + way));
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
