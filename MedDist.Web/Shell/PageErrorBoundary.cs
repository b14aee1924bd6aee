using System.Diagnostics;
using MedDist.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace MedDist.Web.Shell;

/// <summary>Keeps the shell alive when a page breaks: says so, names the log entry, and offers to try again.</summary>
public sealed partial class PageErrorBoundary : ErrorBoundaryBase
{
    private string reference = "";

    [Inject]
    private ILogger<PageErrorBoundary> Log { get; set; } = default!;

    protected override Task OnErrorAsync(Exception exception)
    {
        reference = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString()[..12];
        PageBroke(Log, exception, reference);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }

        builder.OpenComponent<ErrorState>(1);
        builder.AddAttribute(2, nameof(ErrorState.Title), "This page stopped working");
        builder.AddAttribute(3, nameof(ErrorState.Message), "Something went wrong on our side. What you saved before is safe.");
        builder.AddAttribute(4, nameof(ErrorState.Reference), reference);
        builder.AddAttribute(5, nameof(ErrorState.Retry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    [LoggerMessage(LogLevel.Error, "A page broke, reference {Reference}")]
    private static partial void PageBroke(ILogger logger, Exception exception, string reference);
}
