using MedDist.Core.Kernel;

namespace MedDist.Core.Users;

/// <summary>A clinical specialty; a restricted one opens its products only to users who hold it.</summary>
public sealed class Specialty : TenantEntity
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    public bool RestrictedAccess { get; init; }

    public Dictionary<string, string> ValidationRules { get; init; } = [];

    /// <summary>Form template by document type.</summary>
    public Dictionary<string, Guid> FormTemplates { get; init; } = [];

    public Dictionary<string, string> WorkflowOverrides { get; init; } = [];
}

/// <summary>A user's credential in a specialty.</summary>
public sealed class UserSpecialty : TenantEntity
{
    private string? credentialNumber;
    private DateOnly? expiresOn;

    public required Guid UserId { get; init; }

    public required Guid SpecialtyId { get; init; }

    /// <summary>For example <c>board_certified</c> or <c>fellowship</c>.</summary>
    public string? CredentialType { get; init; }

    public string? CredentialNumber { get => credentialNumber; init => credentialNumber = value; }

    public DateTimeOffset? VerifiedAt { get; init; }

    public DateOnly? ExpiresOn { get => expiresOn; init => expiresOn = value; }

    public void Renew(string? number, DateOnly? endsOn) => (credentialNumber, expiresOn) = (number, endsOn);
}
