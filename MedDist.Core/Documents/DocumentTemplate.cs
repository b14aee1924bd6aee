using MedDist.Core.Kernel;

namespace MedDist.Core.Documents;

/// <summary>Whose template it is.</summary>
public enum TemplateCategory
{
    General,
    ManufacturerSpecific,
    PayerSpecific,
}

/// <summary>The fields and layout a document is made from.</summary>
public sealed class DocumentTemplate : TenantEntity
{
    public required string Name { get; init; }

    public required DocumentType Type { get; init; }

    public TemplateCategory Category { get; init; }

    /// <summary>The manufacturer or payer it is for; null for a general one.</summary>
    public Guid? EntityId { get; init; }

    /// <summary>JSON of fields and layout.</summary>
    public required string TemplateContent { get; init; }

    /// <summary>The template's own revision (the row's concurrency token is <c>Version</c>).</summary>
    public string? Revision { get; init; }

    public bool IsActive { get; private set; } = true;

    public void Retire() => IsActive = false;
}
