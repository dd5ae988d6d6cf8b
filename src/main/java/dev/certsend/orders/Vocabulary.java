package dev.certsend.orders;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The few products and divisions that a million orders name; each is found by leaps along its index. */
public final class Vocabulary {
    private static final int MOST = 1000;
    private static final String LEAPS = """
            WITH RECURSIVE each AS (
                (SELECT %1$s AS value FROM cert_order WHERE gone_at IS NULL AND %1$s IS NOT NULL ORDER BY %1$s LIMIT 1)
                UNION ALL
                SELECT (SELECT %1$s FROM cert_order WHERE gone_at IS NULL AND %1$s > each.value ORDER BY %1$s LIMIT 1)
                FROM each WHERE each.value IS NOT NULL)""";

    private final Jdbi jdbi;

    public Vocabulary(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A product by its id and, where CertCentral told it, its name. */
    public record Product(String nameId, String name) {}

    /** Every product there is an order of, by name. */
    public List<Product> products() {
        String sql = LEAPS.formatted("product_name_id") + """
                 SELECT value, coalesce((SELECT product_name FROM cert_order
                    WHERE product_name_id = value AND gone_at IS NULL AND product_name IS NOT NULL LIMIT 1), value) AS name
                FROM each WHERE value IS NOT NULL ORDER BY name, value LIMIT :most""";
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bind("most", MOST)
                .map((row, context) -> new Product(row.getString("value"), row.getString("name")))
                .list());
    }

    /** Every division there is an order of, by name. */
    public List<String> containers() {
        String sql = LEAPS.formatted("container") + " SELECT value FROM each WHERE value IS NOT NULL LIMIT :most";
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("most", MOST).mapTo(String.class).list());
    }

    List<String> productIds(String part) {
        return products().stream()
                .filter(product -> has(product.nameId(), part) || has(product.name(), part))
                .map(Product::nameId)
                .toList();
    }

    List<String> containers(String part) {
        return containers().stream().filter(name -> has(name, part)).toList();
    }

    private static boolean has(String name, String part) {
        return SearchedText.folded(name).contains(part);
    }
}
