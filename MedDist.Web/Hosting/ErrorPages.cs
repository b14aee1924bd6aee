using Microsoft.AspNetCore.Diagnostics;

namespace MedDist.Web.Hosting;

/// <summary>What a user sees when a page is missing or breaks; machines get plain status codes.</summary>
internal static class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
            app.UseHsts();
        }

        // Not in a branch of its own: there the page of the second run would not be routed to.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use((http, next) =>
        {
            if (http.Features.Get<IStatusCodePagesFeature>() is { } pages && (IsForMachines(http.Request.Path) || !HttpMethods.IsGet(http.Request.Method)))
            {
                pages.Enabled = false;
            }

            return next(http);
        });
    }

    // A reply link that has ended says so itself.
    private static bool IsForMachines(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments("/files") || path.StartsWithSegments("/api") || path.StartsWithSegments("/reply");
}
