package dev.certsend.story;

import dev.certsend.playground.World;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a story its world. All stories of one run share one; each tells its own by orders and people of its own. */
public final class Story implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == World.class;
    }

    @Override
    public World resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Story.class))
                .getOrComputeIfAbsent(Shared.class, key -> new Shared(new World(Map.of()).start()), Shared.class)
                .world();
    }

    private record Shared(World world) implements AutoCloseable {
        @Override
        public void close() {
            world.close();
        }
    }
}
