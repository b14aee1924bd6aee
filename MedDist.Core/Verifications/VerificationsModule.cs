using MedDist.Core.Batches;
using MedDist.Core.Integrations;
using MedDist.Core.Notifications;
using MedDist.Core.Orders;
using MedDist.Core.Verifications.Bulk;
using MedDist.Core.Verifications.Workbooks;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Verifications;

/// <summary>What verifications add.</summary>
public static class VerificationsModule
{
    public static IServiceCollection AddVerifications(this IServiceCollection services) => services
        .AddScoped<VerificationRequestService>()
        .AddVerificationDesk()
        .AddScoped<VerificationService>()
        .AddSingleton(BundleLimits.Usual).AddScoped<VerificationBundles>().AddScoped<VerificationPlans>().AddScoped<VerificationSnoozes>()
        .AddScoped<IBatchAction, UpdateVerifications>()
        .AddScoped<IBatchAction, UndoVerifications>()
        .AddScoped<IBatchAction, ImportVerifications>().AddScoped<VerificationImports>().AddScoped<VerificationImportQueries>().AddScoped<VerificationImportOutput>().AddScoped<VerificationWorkbooks>()
        .AddScoped<VerificationExpiry>()
        .AddNotificationEvents(VerificationNotifications.All)
        .AddScoped<IOutboxKind, VerificationOutbox>()
        .AddOrderFlag<IvrMissingFlag>().AddOrderFlag<IvrRedoFlag>().AddOrderFlag<IvrExpiredFlag>().AddOrderFlag<IvrLapsesFlag>().AddOrderFlag<IvrRejectedFlag>().AddOrderFlag<IvrPendingFlag>()
        .AddOrderFlag<IvrExpiringFlag>().AddOrderFlag<IvrBypassedFlag>().AddOrderFlag<PriorAuthorizationFlag>();
}
