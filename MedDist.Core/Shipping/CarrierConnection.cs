using MedDist.Core.Kernel;

namespace MedDist.Core.Shipping;

/// <summary>That a carrier's events reach this tenant, and the secret its calls are signed with. One for each carrier.</summary>
public sealed class CarrierConnection : TenantEntity
{
    public required string Carrier { get; init; }

    /// <summary>Null where nobody may call: only files are read in, or the events are simulated.</summary>
    [Encrypted]
    public string? Secret { get; private set; }

    public bool IsSimulated { get; init; }

    public bool IsActive { get; private set; } = true;

    public DateTimeOffset? SecretMadeAt { get; private set; }

    public void Rotate(string secret, DateTimeOffset now) => (Secret, SecretMadeAt, IsActive) = (secret, now, true);

    public void Stop() => (IsActive, Secret) = (false, null);
}
