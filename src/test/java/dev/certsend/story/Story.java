package dev.certsend.story;

import dev.certsend.playground.World;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a story its stage, with nothing open on it. All stories of one process share one; each tells its own by orders and addresses of its own. */
public final class Story implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Story.class))
                .getOrComputeIfAbsent(
                        Shared.class,
                        key -> new Shared(Stage.set(
                                new World(Map.of("AUDITORS", "U0CHEN00003, U0NOOR00008"), Stage.ORDERS).start())),
                        Shared.class)
                .stage()
                .cleared();
    }

    private record Shared(Stage stage) implements AutoCloseable {
        @Override
        public void close() {
            stage.world().close();
        }
    }
}
