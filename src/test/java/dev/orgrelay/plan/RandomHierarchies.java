package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Pairs of hierarchies: one at random, and another one that came about by reorganizing it, harmlessly or beyond recognition. */
final class RandomHierarchies {

    private final Random random;
    private final Limits limits;
    private int names;

    RandomHierarchies(Random random, Limits limits) {
        this.random = random;
        this.limits = limits;
    }

    /** Up to {@code size} organizations, in a random shape: flat, deep, or in between. */
    Hierarchy any(int size, int pool) {
        Map<OrganizationId, Organization> units = new LinkedHashMap<>();
        int deep = random.nextInt(100);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < pool; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, random);
        numbers.subList(0, size).forEach(number -> {
            OrganizationId id = new OrganizationId("o-" + number);
            Optional<OrganizationId> parent = parent(units, deep);
            units.put(id, new Organization(id, "name " + number, parent));
        });
        return Hierarchy.of(units.values());
    }

    /** {@code actual} after {@code mutations} of random kinds. */
    Hierarchy reorganized(Hierarchy actual, int mutations, boolean staysFull) {
        Map<OrganizationId, Organization> units = new LinkedHashMap<>();
        actual.organizations().forEach(unit -> units.put(unit.id(), unit));
        for (int i = 0; i < mutations && !units.isEmpty(); i++) {
            mutate(units, staysFull);
        }
        return Hierarchy.of(units.values());
    }

    private void mutate(Map<OrganizationId, Organization> units, boolean staysFull) {
        Organization unit = units.get(pick(units));
        switch (random.nextInt(8)) {
            case 0 -> rename(units, unit);
            case 1, 2 -> move(units, unit, parent(units, 90));
            case 3, 4 -> swap(units, unit);
            case 5 -> exchange(units, unit, units.get(pick(units)));
            case 6 -> replace(units, unit);
            default -> {
                if (staysFull) {
                    replace(units, unit);
                } else {
                    dissolve(units, unit);
                    create(units, "o-");
                }
            }
        }
    }

    private void rename(Map<OrganizationId, Organization> units, Organization unit) {
        units.put(unit.id(), new Organization(unit.id(), "renamed " + names++, unit.parent()));
    }

    private void move(Map<OrganizationId, Organization> units, Organization unit, Optional<OrganizationId> parent) {
        Map<OrganizationId, Organization> tried = new LinkedHashMap<>(units);
        tried.put(unit.id(), new Organization(unit.id(), unit.displayName(), parent));
        keepIfSound(units, tried);
    }

    /** Parent and child change places: {@code a > b} becomes {@code b > a}, with their children or without. */
    private void swap(Map<OrganizationId, Organization> units, Organization child) {
        child.parent().map(units::get).ifPresent(parent -> {
            Map<OrganizationId, Organization> tried = new LinkedHashMap<>(units);
            tried.put(child.id(), new Organization(child.id(), child.displayName(), parent.parent()));
            tried.put(parent.id(), new Organization(parent.id(), parent.displayName(), Optional.of(child.id())));
            keepIfSound(units, tried);
        });
    }

    /** Two organizations take each other's place, but not each other's children. */
    private void exchange(Map<OrganizationId, Organization> units, Organization one, Organization other) {
        Map<OrganizationId, Organization> tried = new LinkedHashMap<>(units);
        tried.put(one.id(), new Organization(one.id(), one.displayName(), other.parent()));
        tried.put(other.id(), new Organization(other.id(), other.displayName(), one.parent()));
        keepIfSound(units, tried);
    }

    /** A new organization takes the place of an old one, with all that is below it. */
    private void replace(Map<OrganizationId, Organization> units, Organization unit) {
        OrganizationId id = new OrganizationId("n-" + names++ + "-" + random.nextInt(1000));
        units.remove(unit.id());
        units.put(id, new Organization(id, unit.displayName(), unit.parent()));
        units.replaceAll(
                (key, other) -> other.parent().filter(unit.id()::equals).isPresent()
                        ? new Organization(key, other.displayName(), Optional.of(id))
                        : other);
    }

    /** What was below it goes to its parent. */
    private void dissolve(Map<OrganizationId, Organization> units, Organization unit) {
        units.remove(unit.id());
        units.replaceAll(
                (key, other) -> other.parent().filter(unit.id()::equals).isPresent()
                        ? new Organization(key, other.displayName(), unit.parent())
                        : other);
    }

    private void create(Map<OrganizationId, Organization> units, String prefix) {
        OrganizationId id = new OrganizationId(prefix + "new-" + names++);
        units.put(id, new Organization(id, "new", parent(units, 80)));
    }

    private Optional<OrganizationId> parent(Map<OrganizationId, Organization> units, int percent) {
        for (int tries = 0; tries < 5 && !units.isEmpty() && random.nextInt(100) < percent; tries++) {
            OrganizationId id = pick(units);
            if (level(units, id) < limits.depth()) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static int level(Map<OrganizationId, Organization> units, OrganizationId id) {
        return units.get(id).parent().map(parent -> level(units, parent)).orElse(0) + 1;
    }

    private OrganizationId pick(Map<OrganizationId, Organization> units) {
        return new ArrayList<>(units.keySet()).get(random.nextInt(units.size()));
    }

    private void keepIfSound(Map<OrganizationId, Organization> units, Map<OrganizationId, Organization> tried) {
        if (Draft.of(Hierarchies.rows(Hierarchy.of(tried.values())), limits, Optional.empty())
                .isSound()) {
            units.clear();
            units.putAll(tried);
        }
    }
}
