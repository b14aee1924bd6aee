using MedDist.Core.Kernel;

namespace MedDist.Core.Tenancy;

/// <summary>Where a <see cref="Setting"/> applies; a narrower scope wins.</summary>
public enum SettingScope
{
    System,
    Tenant,
    Organization,
    User,
}

/// <summary>One key and its value at one scope. Without a tenant it holds for the whole installation.</summary>
public sealed class Setting : Entity
{
    public Guid? TenantId { get; init; }

    public required SettingScope Scope { get; init; }

    /// <summary>The organisation or user the value is for; null for the tenant and the system.</summary>
    public Guid? ScopeId { get; init; }

    public required string Key { get; init; }

    /// <summary>JSON.</summary>
    public required string Value { get; set; }
}
