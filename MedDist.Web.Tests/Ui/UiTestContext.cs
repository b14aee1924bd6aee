using Bunit;
using MedDist.Core.Tenancy;
using MedDist.Core.Tests.Support;
using MedDist.Web.Tenancy;
using MedDist.Web.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace MedDist.Web.Tests.Ui;

/// <summary>A renderer with the services that shared parts ask for, a standing clock, and a tenant in Chicago.</summary>
public abstract class UiTestContext : BunitContext
{
    protected UiTestContext()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Tenant = new CurrentTenant(new TenantDirectory(_ => throw new InvalidOperationException("no database here"), Clock));
        Tenant.Show(new(Guid.NewGuid(), "Acme", "acme", new() { TimeZone = "America/Chicago" }, IsActive: true));
        Services.AddSingleton<TimeProvider>(Clock).AddSingleton(Tenant).AddSingleton<UserClock>().AddSingleton<KeyMap>().AddSingleton(new PageScript(JSInterop.JSRuntime)).AddSingleton<Toasts>();
        Renderer.SetRendererInfo(new("Server", isInteractive: true));
    }

    protected FixedClock Clock { get; } = new();

    protected CurrentTenant Tenant { get; }
}
