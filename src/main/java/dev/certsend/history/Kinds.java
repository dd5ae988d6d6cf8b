package dev.certsend.history;

import dev.certsend.audit.Action;
import dev.certsend.audit.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The closed lists behind {@code action:} and {@code outcome:}, of which several can be named with commas between. */
final class Kinds {
    private Kinds() {}

    /** What stands before the dot of an action, in the order of the actions. */
    static List<String> categories() {
        return Stream.of(Action.values())
                .map(action -> category(action.text()))
                .distinct()
                .toList();
    }

    static String category(String action) {
        return action.substring(0, action.indexOf('.'));
    }

    /** The actions of these names and categories; what is neither is none. */
    static Set<Action> actions(String typed) {
        return Stream.of(typed.split(",", -1)).flatMap(Kinds::actionsOf).collect(Collectors.toSet());
    }

    static Set<Outcome> outcomes(String typed) {
        return Stream.of(typed.split(",", -1)).flatMap(Kinds::outcomesOf).collect(Collectors.toSet());
    }

    static boolean areActions(String typed) {
        return Arrays.stream(typed.split(",", -1))
                .allMatch(each -> actionsOf(each).findAny().isPresent());
    }

    static boolean areOutcomes(String typed) {
        return Arrays.stream(typed.split(",", -1))
                .allMatch(each -> outcomesOf(each).findAny().isPresent());
    }

    private static Stream<Action> actionsOf(String name) {
        return Stream.of(Action.values())
                .filter(action ->
                        action.text().equals(name) || category(action.text()).equals(name));
    }

    private static Stream<Outcome> outcomesOf(String name) {
        return Stream.of(Outcome.values()).filter(outcome -> outcome.text().equals(name));
    }
}
