package dev.certsend.certcentral;

/** Answers in CertCentral's shapes, as its clients have recorded them. */
final class Answers {

    static final String ISSUED = """
            {"id":1193139621,
             "certificate":{"id":140900444,"serial_number":"0669D46CAE79EF684A69777490602485",
               "common_name":"www.example.com","dns_names":["www.example.com","example.com"],
               "valid_from":"2026-06-10","valid_till":"2027-06-15","days_remaining":205,
               "cert_validity":{"years":1},"signature_hash":"sha256"},
             "status":"issued","is_renewed":false,"date_created":"2026-06-08T14:59:13+00:00",
             "organization":{"id":112233,"name":"Example Org"},"validity_years":1,
             "container":{"id":14,"name":"Example Division","is_active":true},
             "product":{"name_id":"ssl_basic","name":"Basic OV","type":"ssl_certificate"},
             "duplicates_count":0,"has_duplicates":false,"reissues_count":0,"has_reissues":false,
             "price":300,"product_name_id":"ssl_basic","is_multi_year_plan":"1"}""";

    /** Nothing that comes with issue is there, and the organization is a list. */
    static final String REJECTED = """
            {"id":2222,"certificate":{"id":151644343,"common_name":"shop.example.com",
               "dns_names":["shop.example.com"],"cert_validity":{"days":90}},
             "status":"rejected","date_created":"2026-06-09T10:00:00+00:00","organization":[],
             "container":{"id":14,"name":"Example Division"},
             "product":{"name_id":"ssl_dv_geotrust_flex","name":"GeoTrust DV"},
             "has_duplicates":false,"has_reissues":false}""";

    private Answers() {}

    static String page(String... orders) {
        return """
                {"orders":[%s],"page":{"total":%d,"limit":1000,"offset":0}}""".formatted(String.join(",", orders), orders.length);
    }

    static String error(String code, String message) {
        return """
                {"errors":[{"code":"%s","message":"%s"}]}""".formatted(code, message);
    }
}
