using MedDist.Core.Kernel;

namespace MedDist.Core.Coverage;

/// <summary>Who pays.</summary>
public enum PayerType
{
    Insurance,
    Government,
    DirectPay,
    Employer,
}

/// <summary>A source of payment.</summary>
public sealed class Payer : TenantEntity
{
    public required string Name { get; init; }

    public required PayerType Type { get; init; }

    /// <summary>The payer id of electronic transactions.</summary>
    public string? Identifier { get; init; }

    public ContactDetails Contact { get; init; } = new();

    public bool IsActive { get; private set; } = true;

    public void Deactivate() => IsActive = false;
}
