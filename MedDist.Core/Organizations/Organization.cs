using MedDist.Core.Auditing;
using MedDist.Core.Kernel;

namespace MedDist.Core.Organizations;

/// <summary>What kind of customer an organisation is.</summary>
public enum OrganizationType
{
    Hospital,
    Clinic,
    Practice,
    Pharmacy,
    HomeHealth,
}

/// <summary>Whether an account may be used.</summary>
public enum AccountStatus
{
    Active,
    Onboarding,
    Suspended,
    Closed,
}

/// <summary>A customer of the distributor: the company that owns facilities and receives invoices.</summary>
public sealed class Organization : TenantEntity
{
    public required string Name { get; init; }

    public required OrganizationType Type { get; init; }

    /// <summary>Employer identification number, <c>NN-NNNNNNN</c> (26 CFR 301.6109-1); stored encrypted.</summary>
    [Phi]
    [Encrypted]
    public string? TaxId { get; init; }

    public AccountStatus Status { get; init; } = AccountStatus.Active;

    public DateOnly? OnboardedOn { get; init; }

    public ContractDetails? Contract { get; init; }

    /// <summary>Values that override the tenant's for this organisation, by setting key.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];
}

/// <summary>The agreement with an organisation.</summary>
public sealed record ContractDetails(string Number, DateOnly StartsOn, DateOnly? EndsOn, int PaymentTermDays);
