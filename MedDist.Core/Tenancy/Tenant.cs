using MedDist.Core.Kernel;

namespace MedDist.Core.Tenancy;

/// <summary>One distribution company: the wall that everything it owns stands behind.</summary>
public sealed class Tenant : Entity
{
    public required string Name { get; init; }

    /// <summary>First label of the host name (<c>acme</c> in <c>acme.localhost</c>); lower case, unique in the installation.</summary>
    public required string Subdomain { get; init; }

    public TenantSettings Settings { get; private set; } = new();

    public TenantFeatures Features { get; private set; } = new();

    public bool IsActive { get; private set; } = true;

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Settings.TimeZone);

    public void Configure(TenantSettings settings) => Settings = settings;

    public void Switch(TenantFeatures features) => Features = features;

    public void Suspend() => IsActive = false;
}

/// <summary>What a tenant decides about its own house.</summary>
public sealed record TenantSettings
{
    /// <summary>IANA time zone of the tenant's business days, for example <c>America/Chicago</c>.</summary>
    public string TimeZone { get; init; } = "America/New_York";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Accent in the page header and on documents, <c>#rrggbb</c>.</summary>
    public string AccentColor { get; init; } = "#0f766e";

    /// <summary>Minutes without input after which a user is signed off (45 CFR 164.312(a)(2)(iii)).</summary>
    public int IdleMinutes { get; init; } = 15;

    /// <summary>Days before its last valid day from which a verification counts as expiring.</summary>
    public int ExpiringDays { get; init; } = 7;

    /// <summary>Days before the last valid day of a verification at which the coordinators are told, the most first.</summary>
    public IReadOnlyList<int> WarnDays { get; init; } = [30, 14, 7];

    /// <summary>Hours after which an unread notification of the order desk goes to another coordinator; null for never.</summary>
    public int? EscalateAfterHours { get; init; }

    /// <summary>Whether verifications end with the plan year, on 31 December.</summary>
    public bool VerificationsEndWithPlanYear { get; init; }

    /// <summary>Working days, holidays and carriers.</summary>
    public TenantCalendar Calendar { get; init; } = new();

    /// <summary>The sender of the tenant's mail.</summary>
    public string MailFrom { get; init; } = "orders@meddist.example";

    public ContactDetails Contact { get; init; } = new();
}

/// <summary>Which parts of the product a tenant uses.</summary>
public sealed record TenantFeatures(bool Products = true, bool Verifications = true, bool Commissions = true);
