package dev.certsend.playground.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Somebody in the workspace, or known to it.
 *
 * @param rank what they are to the workspace beside that
 * @param email empty where Slack knows of none: of bots, of people of other workspaces, and of a few others
 */
record Person(
        String id,
        String name,
        String realName,
        Kind kind,
        String locale,
        ZoneId zone,
        String teamId,
        String email,
        Rank rank) {

    Person(
            String id,
            String name,
            String realName,
            Kind kind,
            String locale,
            ZoneId zone,
            String teamId,
            String email) {
        this(id, name, realName, kind, locale, zone, teamId, email, Rank.NONE);
    }

    /** Who looks after the workspace. Slack counts an owner among the admins. */
    enum Rank {
        NONE,
        ADMIN,
        OWNER,
        PRIMARY_OWNER
    }

    enum Kind {
        FULL_MEMBER,
        GUEST,
        SINGLE_CHANNEL_GUEST,
        BOT,
        STRANGER,
        DEACTIVATED
    }

    String firstName() {
        int space = realName.indexOf(' ');
        return space < 0 ? realName : realName.substring(0, space);
    }

    boolean isBot() {
        return kind == Kind.BOT;
    }

    Person withLocale(String other) {
        return new Person(id, name, realName, kind, other, zone, teamId, email, rank);
    }

    Person withEmail(String other) {
        return new Person(id, name, realName, kind, locale, zone, teamId, other, rank);
    }

    Person withKind(Kind other) {
        return new Person(id, name, realName, other, locale, zone, teamId, email, rank);
    }

    Person withRank(Rank other) {
        return new Person(id, name, realName, kind, locale, zone, teamId, email, other);
    }

    /** The user object of users.info and of the event user_change. */
    ObjectNode json(boolean withLocale, boolean withEmail) {
        ObjectNode user = Json.object().put("id", id).put("team_id", teamId).put("name", name);
        user.put("deleted", kind == Kind.DEACTIVATED).put("color", "4bbe2e").put("real_name", realName);
        user.put("tz", zone.getId()).put("tz_label", zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        user.put("tz_offset", zone.getRules().getOffset(Instant.now()).getTotalSeconds());
        ObjectNode profile =
                user.putObject("profile").put("real_name", realName).put("real_name_normalized", realName);
        profile.put("display_name", firstName())
                .put("display_name_normalized", firstName())
                .put("team", teamId);
        if (withEmail && !email.isEmpty()) {
            profile.put("email", email);
        }
        user.put("is_admin", rank != Rank.NONE).put("is_owner", rank.compareTo(Rank.OWNER) >= 0);
        user.put("is_primary_owner", rank == Rank.PRIMARY_OWNER);
        user.put("is_restricted", kind == Kind.GUEST || kind == Kind.SINGLE_CHANNEL_GUEST);
        user.put("is_ultra_restricted", kind == Kind.SINGLE_CHANNEL_GUEST);
        // Slack counts its own bot among the people.
        user.put("is_bot", isBot() && !id.equals(Workspace.SLACKBOT))
                .put("is_app_user", false)
                .put("updated", 1_700_000_000);
        if (kind == Kind.STRANGER) {
            user.put("is_stranger", true);
        } else if (withLocale) {
            user.put("locale", locale);
        }
        return user;
    }
}
