namespace MedDist.Core.Organizations;

/// <summary>Whether an account may be used.</summary>
public enum AccountStatus
{
    Active,

    /// <summary>Not yet ordering: papers are missing.</summary>
    Onboarding,

    /// <summary>On hold, with a reason.</summary>
    Suspended,

    /// <summary>Inactive: kept for what it did.</summary>
    Closed,
}

/// <summary>The same in the words of the screen.</summary>
public static class AccountStatusWords
{
    public static string Label(this AccountStatus status) => status switch
    {
        AccountStatus.Suspended => "On hold",
        AccountStatus.Closed => "Inactive",
        _ => status.ToString(),
    };

    public static string Label(this OrganizationType type) => type == OrganizationType.HomeHealth ? "Home health" : type.ToString();

    public static string Label(this FacilityIdentifierType type) => type switch { FacilityIdentifierType.Npi => "NPI", FacilityIdentifierType.Dea => "DEA", _ => "State licence" };
}
