namespace MedDist.Core.Kernel;

/// <summary>A row that only its tenant may see or change: filtered on read, guarded on save, walled in the database.</summary>
public interface ITenantOwned
{
    Guid TenantId { get; }
}

/// <summary>A row that is written once and never changed or deleted; the save guard refuses anything else.</summary>
public interface IAppendOnly;
