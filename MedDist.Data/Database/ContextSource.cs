using MedDist.Core.Kernel;
using MedDist.Core.Notifications;
using MedDist.Data.Database.Postgres;
using MedDist.Data.Database.Sqlite;
using MedDist.Data.Database.SqlServer;
using MedDist.Data.Verifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedDist.Data.Database;

/// <summary>Makes contexts for any caller; one per installation. Everything else asks <see cref="CallerContexts"/>, which knows its caller.</summary>
public sealed class ContextSource
{
    private readonly Func<ICallContext, MedDistDbContext> create;
    private readonly TimeProvider clock;

    public ContextSource(DatabaseSettings settings, FieldProtector protector, ChangeFeed feed, TimeProvider clock, IEnumerable<IInterceptor> more)
    {
        (Settings, this.clock) = (settings, clock);
        // What adds rows to a save, or keeps what is stored with them, comes before the guard, which stamps them.
        var (adding, others) = (more.Where(m => m is NotificationFanOut), more.Where(m => m is not NotificationFanOut));
        IInterceptor[] interceptors =
        [
            new TenantSession(settings.Provider), new VerificationFactKeeper(clock), .. adding, new TenantGuard(clock), new AuditTrail(clock), new ChangeAnnouncer(feed), new BulkInserts(new BulkWriter(clock)), .. others, new BulkUpdates(),
        ];
        switch (settings.Provider)
        {
            case DatabaseProvider.Sqlite:
                var sqlite = DatabaseOptions.Build<SqliteMedDistDbContext>(settings, interceptors);
                create = call => new SqliteMedDistDbContext(sqlite, call, protector);
                break;
            case DatabaseProvider.SqlServer:
                var sqlServer = DatabaseOptions.Build<SqlServerMedDistDbContext>(settings, interceptors);
                create = call => new SqlServerMedDistDbContext(sqlServer, call, protector);
                break;
            default:
                var postgres = DatabaseOptions.Build<PostgresMedDistDbContext>(settings, interceptors);
                create = call => new PostgresMedDistDbContext(postgres, call, protector);
                break;
        }
    }

    public DatabaseSettings Settings { get; }

    public MedDistDbContext CreateFor(ICallContext call)
    {
        var context = create(call);
        context.Clock = clock;
        return context;
    }
}

/// <summary>Contexts for the caller of this scope (circuit, request or job): one per operation.</summary>
internal sealed class CallerContexts(ContextSource source, ICallContext call) : IDbContextFactory<MedDistDbContext>
{
    public MedDistDbContext CreateDbContext() => source.CreateFor(call);
}
