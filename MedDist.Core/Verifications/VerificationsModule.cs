using MedDist.Core.Batches;
using MedDist.Core.Integrations;
using MedDist.Core.Orders;
using MedDist.Core.Verifications.Bulk;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Core.Verifications;

/// <summary>What verifications add.</summary>
public static class VerificationsModule
{
    public static IServiceCollection AddVerifications(this IServiceCollection services) => services
        .AddScoped<VerificationRequestService>()
        .AddScoped<VerificationService>()
        .AddSingleton(BundleLimits.Usual).AddScoped<VerificationBundles>().AddScoped<VerificationPlans>().AddScoped<VerificationSnoozes>()
        .AddScoped<IBatchAction, UpdateVerifications>()
        .AddScoped<IBatchAction, UndoVerifications>()
        .AddScoped<IOutboxKind, VerificationOutbox>()
        .AddOrderFlag<IvrMissingFlag>().AddOrderFlag<IvrRedoFlag>().AddOrderFlag<IvrExpiredFlag>().AddOrderFlag<IvrLapsesFlag>().AddOrderFlag<IvrRejectedFlag>().AddOrderFlag<IvrPendingFlag>()
        .AddOrderFlag<IvrExpiringFlag>().AddOrderFlag<IvrBypassedFlag>().AddOrderFlag<PriorAuthorizationFlag>();
}
