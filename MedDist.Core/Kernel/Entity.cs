namespace MedDist.Core.Kernel;

/// <summary>A row with an identity, a concurrency token and two moments; all four are stamped when it is saved.</summary>
public abstract class Entity
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Counts the saves of this row; a save that read an older count fails as <see cref="Failure.Stale"/>.</summary>
    public int Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }
}

/// <summary>An <see cref="Entity"/> that belongs to exactly one tenant; the tenant is stamped when it is first saved.</summary>
public abstract class TenantEntity : Entity, ITenantOwned
{
    public Guid TenantId { get; init; }
}
