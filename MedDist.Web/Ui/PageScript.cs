using Microsoft.JSInterop;

namespace MedDist.Web.Ui;

/// <summary>What pages need of the browser: the focus, a row in view, paper (<c>page.js</c>). One for each circuit.</summary>
public sealed class PageScript(IJSRuntime js) : IAsyncDisposable
{
    private IJSObjectReference? module;

    /// <summary>Puts the focus on the control with this id, and brings it into view.</summary>
    public async Task FocusAsync(string id) => await (await ModuleAsync()).InvokeVoidAsync("focus", id);

    /// <summary>The same for something that may still be on its way to the screen.</summary>
    public async Task FocusWhenThereAsync(string id) => await (await ModuleAsync()).InvokeVoidAsync("focusWhenThere", id);

    /// <summary>Puts the focus into the first field of a part, unless somebody is in one of them already.</summary>
    public async Task FocusFirstAsync(string selector) => await (await ModuleAsync()).InvokeVoidAsync("focusFirst", selector);

    /// <summary>Brings the part with this id into view.</summary>
    public async Task ShowAsync(string id) => await (await ModuleAsync()).InvokeVoidAsync("show", id);

    /// <summary>Downloads from an address of this site; the page stays.</summary>
    public async Task DownloadAsync(string address) => await (await ModuleAsync()).InvokeVoidAsync("download", address);

    public async Task PrintAsync() => await (await ModuleAsync()).InvokeVoidAsync("print");

    /// <summary>Calls <c>OnPrintAsync</c> of a page whenever it goes to paper; ends with what is returned.</summary>
    public async Task<IJSObjectReference> WatchPaperAsync<T>(DotNetObjectReference<T> page)
        where T : class => await (await ModuleAsync()).InvokeAsync<IJSObjectReference>("watchPaper", page);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The tab is gone.
        }
    }

    private async Task<IJSObjectReference> ModuleAsync() => module ??= await js.InvokeAsync<IJSObjectReference>("import", "./page.js");
}
