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

        app.UseWhen(
            http => !http.Request.Path.StartsWithSegments("/health") && !http.Request.Path.StartsWithSegments("/files"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }
}
