using MedDist.Core.Kernel;

namespace MedDist.Core.Notifications;

/// <summary>What one user wants to hear of, how and when; one row each, none for who has chosen nothing.</summary>
public sealed class NotificationPreference : TenantEntity
{
    public static readonly TimeOnly UsualDigest = new(8, 0);

    public required Guid UserId { get; init; }

    /// <summary>The events where the user differs from the default.</summary>
    public IReadOnlyList<EventChoice> Choices { get; private set; } = [];

    /// <summary>Start of the hours without mail, in the user's time zone; null for none.</summary>
    public TimeOnly? QuietFrom { get; private set; }

    public TimeOnly? QuietUntil { get; private set; }

    /// <summary>When the mail of the day is made, in the user's time zone.</summary>
    public TimeOnly DigestAt { get; private set; } = UsualDigest;

    public QuietHours? Quiet => QuietFrom is { } from && QuietUntil is { } until ? new(from, until) : null;

    public void Choose(IReadOnlyList<EventChoice> choices, QuietHours? quiet, TimeOnly digestAt) =>
        (Choices, QuietFrom, QuietUntil, DigestAt) = (choices, quiet?.From, quiet?.Until, digestAt);

    /// <summary>What the user wants of an event; what cannot be chosen is as the event says.</summary>
    public static EventChoice Of(NotificationPreference? preference, NotificationEvent what)
    {
        var chosen = preference?.Choices.FirstOrDefault(c => c.Event == what.Code) ?? new(what.Code, true, what.Email);
        return new(what.Code, chosen.InApp || what.AlwaysInApp || what.InAppOnly, what.InAppOnly ? EmailChoice.None : chosen.Email);
    }
}

/// <summary>What a user wants of one event.</summary>
public sealed record EventChoice(string Event, bool InApp, EmailChoice Email);

/// <summary>Hours without mail, in the user's time zone; they may pass midnight.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly Until)
{
    /// <summary>The first moment from <paramref name="at"/> on that is not quiet.</summary>
    public DateTimeOffset After(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        if (From == Until || !time.IsBetween(From, Until))
        {
            return at;
        }

        var end = DayCount.MomentOf(time < Until ? day : day.AddDays(1), Until, zone);
        return end > at ? end : at;
    }
}

/// <summary>When mail leaves.</summary>
public static class NotificationTimes
{
    /// <summary>The next moment after <paramref name="now"/> at which the mail of the day is made: at the user's hour, and not while it is quiet.</summary>
    public static DateTimeOffset NextDigest(DateTimeOffset now, TimeOnly at, QuietHours? quiet, TimeZoneInfo zone)
    {
        var today = DayCount.DayOf(now, zone);
        var next = DayCount.MomentOf(today, at, zone);
        next = next > now ? next : DayCount.MomentOf(today.AddDays(1), at, zone);
        return quiet?.After(next, zone) ?? next;
    }

    /// <summary>The zone of a user's hours: their own, else the tenant's.</summary>
    public static TimeZoneInfo ZoneOf(string? own, string tenant) => TimeZoneInfo.FindSystemTimeZoneById(own ?? tenant);
}
