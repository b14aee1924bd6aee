using System.ComponentModel;
using System.Diagnostics;

namespace MedDist.Core.Tests.Support;

/// <summary>Runs one of poppler's command-line tools on a PDF, and counts every complaint of the tool as a broken file.</summary>
internal static class Poppler
{
    /// <summary>What the tool writes to its standard output; the PDF's path stands first among its arguments after the options.</summary>
    public static byte[] Run(string tool, byte[] pdf, string[] options, params string[] output)
    {
        var folder = Directory.CreateTempSubdirectory("pdf-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "test.pdf");
            File.WriteAllBytes(file, pdf);
            return Run(tool, [.. options, file, .. output]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Run(string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = "UTC";
        using var process = Start(tool, start);
        using var result = new MemoryStream();
        var complaints = process.StandardError.ReadToEndAsync();
        process.StandardOutput.BaseStream.CopyTo(result);
        process.WaitForExit();
        if (process.ExitCode != 0 || complaints.Result.Length > 0)
        {
            throw new InvalidOperationException($"{tool} does not accept the PDF (exit code {process.ExitCode}): {complaints.Result}");
        }

        return result.ToArray();
    }

    private static Process Start(string tool, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"The tests read PDF files back with {tool}, which is not installed here. Install poppler (Debian and Ubuntu: apt-get install poppler-utils).",
                missing);
        }
    }
}
