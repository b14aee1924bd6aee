using MedDist.Core;
using MedDist.Core.Kernel;
using MedDist.Core.Tenancy;
using MedDist.Data.Database;
using MedDist.Web.Account;
using MedDist.Web.Hosting;
using MedDist.Web.Orders;
using MedDist.Web.Shell;
using MedDist.Web.Shipping;
using Radzen;

try
{
    // The settings lie beside the program, wherever it is started from; the development ones come from the root of the repository.
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.WebHost.UseStaticWebAssets();
    builder.AddLogs();
    builder.AddKeyRing();
    builder.AddJobs();
    builder.Services
        .AddTenancy()
        .AddDatabase(builder.Configuration)
        .AddCore(builder.Configuration)
        .AddAccounts(builder.Configuration)
        .AddHealth()
        .AddRateLimits(builder.Configuration)
        .AddRadzenComponents()
        .AddMedDistUi();

    var app = builder.Build();
    app.UseErrorPages();
    app.UseSecurityHeaders();
    app.UseAuthentication();
    app.UseCaller();
    app.UseRequestLog();
    app.UseAuthorization();
    app.UseRateLimiter();
    app.UseAntiforgery();
    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapAccounts();
    app.MapAreas();
    app.MapOrders();
    app.MapCarriers();
    app.MapRazorComponents<App>().AddInteractiveServerRenderMode();

    return await Commands.RunAsync(app, args);
}
catch (SettingException wrong)
{
    Console.Error.WriteLine($"MedDist cannot start. {wrong.Message}");
    return 1;
}
