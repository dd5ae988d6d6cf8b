package dev.certsend.bench;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Postfix as fast as it gets without losing anything: no DNS, no chroot, no TLS, no tables to look up, no log, no brake on what
 * comes in, all connections at once and kept. Its queue is as durable as ever.
 *
 * @param folder of its queue, data and settings
 * @param daemons where its programs are
 * @param commands where those for people are
 * @param connections at a time to where it relays
 */
record PostfixSettings(Path folder, Path daemons, Path commands, String owner, String group, int connections) {

    /** What is to be in {@code main.cf}. */
    String main(int relayPort) {
        return String.format(Locale.ROOT, """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                meta_directory = %1$s/etc
                daemon_directory = %2$s
                command_directory = %3$s
                shlib_directory = %2$s/..
                mail_owner = %4$s
                setgid_group = %5$s
                default_privs = nobody
                import_environment = LD_LIBRARY_PATH MAIL_CONFIG
                export_environment = LD_LIBRARY_PATH MAIL_CONFIG
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                myhostname = mail.example.com
                mydestination =
                mynetworks = 127.0.0.0/8
                local_recipient_maps =
                local_transport = error:none
                alias_maps =
                alias_database =
                relayhost = [127.0.0.1]:%6$d
                smtp_host_lookup = native
                smtp_dns_support_level = disabled
                smtpd_peername_lookup = no
                smtpd_recipient_restrictions = permit_mynetworks, reject
                smtpd_tls_security_level = none
                smtp_tls_security_level = none
                in_flow_delay = 0
                initial_destination_concurrency = %7$d
                default_destination_concurrency_limit = %7$d
                smtp_connection_cache_destinations = [127.0.0.1]:%6$d
                """, folder, daemons, commands, owner, group, relayPort, connections);
    }

    /** What is to be in {@code master.cf}. */
    String master(int port) {
        return String.format(Locale.ROOT, """
                127.0.0.1:%1$d inet n - n - 100 smtpd
                pickup unix n - n 60 1 pickup
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                rewrite unix - - n - - trivial-rewrite
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                flush unix n - n 1000? 0 flush
                proxymap unix - - n - - proxymap
                smtp unix - - n - %2$d smtp
                relay unix - - n - %2$d smtp
                showq unix n - n - - showq
                error unix - - n - - error
                retry unix - - n - - error
                anvil unix - - n - 1 anvil
                scache unix - - n - 1 scache
                """, port, connections);
    }
}
