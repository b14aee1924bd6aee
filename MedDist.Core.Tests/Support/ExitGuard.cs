using System.Diagnostics;

namespace MedDist.Core.Tests.Support;

/// <summary>
/// A shell command that runs once this test process has ended, however it ended (kill -9 included), so that no run leaves
/// servers or folders behind.
/// </summary>
public sealed class ExitGuard : IDisposable
{
    private readonly Process shell;

    /// <param name="script">The shell command.</param>
    /// <param name="arguments">What the command sees as $1, $2 and so on.</param>
    public ExitGuard(string script, params string[] arguments)
    {
        // The shell waits for the end of its standard input, which the kernel closes with this process. Ctrl+C reaches the whole
        // process group, and the guard must survive it.
        shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"trap '' HUP INT TERM; exec >/dev/null 2>&1; read -r _; {script}", "guard", .. arguments])
        {
            RedirectStandardInput = true,
            WorkingDirectory = "/",
        })!;
    }

    /// <summary>Runs the command now and waits for it.</summary>
    public async Task RunAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
    }

    /// <summary>Calls the command off, unless it has run.</summary>
    public void Dispose()
    {
        if (!shell.HasExited)
        {
            shell.Kill();
            shell.WaitForExit();
        }

        shell.Dispose();
    }
}
