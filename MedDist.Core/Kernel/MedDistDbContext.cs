using MedDist.Core.Users;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace MedDist.Core.Kernel;

/// <summary>
/// The unit of work of one operation for one caller. Each area adds its sets in a part of its own
/// (<c>&lt;Area&gt;/MedDistDbContext.&lt;Area&gt;.cs</c>); how rows are stored is decided by MedDist.Data.
/// </summary>
public abstract partial class MedDistDbContext(DbContextOptions options, ICallContext call) : IdentityUserContext<User, Guid>(options)
{
    /// <summary>The name of the query filter that keeps tenants apart.</summary>
    public const string TenantFilter = "Tenant";

    public ICallContext Call { get; } = call;

    /// <summary>For rules of what may be seen that end by themselves, such as an emergency access.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Read by the tenant filter each time a query runs. <see cref="Guid.Empty"/>, which no row carries, when nobody's tenant is set.</summary>
    public Guid CurrentTenantId => Call.TenantId ?? Guid.Empty;

    /// <summary>
    /// True only for the few questions that come before a tenant is known, such as signing in. It opens the rows that may be
    /// without a tenant (users, settings), never tenant-owned ones.
    /// </summary>
    public bool IsBeforeTenant => Call is Tenancy.BeforeTenantCall;

    /// <summary>
    /// For saves of hundreds of rows inside a transaction: new rows that nothing of the same save refers to (logs, notifications, metric snapshots, rows of batches and imports) are written in bulk, and not kept track of. The walls, the
    /// stamps, the audit trail and the change feed hold as for any save.
    /// </summary>
    public bool InsertsInBulk { get; set; }

    /// <summary>What was saved but not yet announced, because its transaction is still open.</summary>
    public List<Change> Unannounced { get; } = [];
}
