package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every modal that is open, as one stack a person; three high at most. */
final class Views {

    private static final int HIGHEST = 3;

    private final SlackSettings settings;
    private final Changes changes;
    private final Map<String, List<OpenView>> stacks = new HashMap<>();

    Views(SlackSettings settings, Changes changes) {
        this.settings = settings;
        this.changes = changes;
    }

    synchronized Optional<OpenView> top(String personId) {
        List<OpenView> stack = stack(personId);
        return stack.isEmpty() ? Optional.empty() : Optional.of(stack.get(stack.size() - 1));
    }

    synchronized boolean shows(OpenView view) {
        return stack(view.personId()).contains(view);
    }

    synchronized int height(String personId) {
        return stack(personId).size();
    }

    synchronized OpenView open(String personId, JsonNode view) {
        check(view, null);
        stack(personId).clear();
        return put(personId, view);
    }

    /** @param fromViewId the modal whose button or submission gave the right to push */
    synchronized OpenView push(String personId, @Nullable String fromViewId, JsonNode view) {
        check(view, null);
        List<OpenView> stack = stack(personId);
        if (fromViewId == null || stack.stream().noneMatch(v -> v.id().equals(fromViewId))) {
            throw new SlackError("not_found");
        }
        if (stack.size() >= HIGHEST) {
            throw new SlackError("push_limit_reached");
        }
        return put(personId, view);
    }

    /** @param hash the state the app believes the view to be in; empty if it does not care */
    synchronized OpenView update(Predicate<OpenView> which, String hash, JsonNode view) {
        OpenView found = stacks.values().stream()
                .flatMap(List::stream)
                .filter(which)
                .findFirst()
                .orElseThrow(() -> new SlackError("not_found"));
        if (!hash.isEmpty() && !hash.equals(found.hash())) {
            throw new SlackError("hash_conflict");
        }
        check(view, found);
        found.replace(view);
        changes.happened();
        return found;
    }

    synchronized void closeTop(String personId) {
        List<OpenView> stack = stack(personId);
        if (!stack.isEmpty()) {
            stack.remove(stack.size() - 1);
        }
        changes.happened();
    }

    synchronized void close(OpenView view) {
        stack(view.personId()).remove(view);
        changes.happened();
    }

    synchronized void closeAll(String personId) {
        stack(personId).clear();
        changes.happened();
    }

    private OpenView put(String personId, JsonNode view) {
        OpenView opened = new OpenView(settings, personId, top(personId).orElse(null), view);
        stack(personId).add(opened);
        changes.happened();
        return opened;
    }

    private List<OpenView> stack(String personId) {
        return stacks.computeIfAbsent(personId, any -> new ArrayList<>());
    }

    private void check(JsonNode view, @Nullable OpenView itself) {
        if (BlockKit.isTooLarge(view)) {
            throw new SlackError("view_too_large");
        }
        List<String> problems = BlockKit.problemsOfView(view);
        if (!problems.isEmpty()) {
            throw new SlackError("invalid_arguments", problems);
        }
        String externalId = Json.text(view, "external_id");
        boolean taken = stacks.values().stream()
                .flatMap(List::stream)
                .anyMatch(v ->
                        v != itself && !externalId.isEmpty() && v.externalId().equals(externalId));
        if (taken) {
            throw new SlackError("duplicate_external_id");
        }
    }
}
