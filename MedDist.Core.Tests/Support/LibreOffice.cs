using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MedDist.Core.Tests.Support;

/// <summary>Opens workbooks with LibreOffice, as somebody who gets one would.</summary>
public static class LibreOffice
{
    // One profile cannot be used by two at once.
    private static readonly SemaphoreSlim Gate = new(1);

    /// <summary>The sheets as CSV, in their order, by LibreOffice's own reading: numbers and days as they are shown, formulas as what they are calculated to.</summary>
    public static async Task<IReadOnlyList<string>> SheetsAsync(byte[] workbook)
    {
        var folder = Directory.CreateTempSubdirectory("xlsx-test-");
        await Gate.WaitAsync();
        try
        {
            var file = Path.Combine(folder.FullName, "test.xlsx");
            await File.WriteAllBytesAsync(file, workbook);

            // Comma, quote, UTF-8, from the first line; as shown; the last number writes every sheet.
            await RunAsync(["--headless", $"-env:UserInstallation=file://{folder.FullName}/profile", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder.FullName, file]);
            return [.. folder.GetFiles("*.csv").OrderBy(f => f.CreationTimeUtc).ThenBy(f => f.LastWriteTimeUtc).Select(f => File.ReadAllText(f.FullName, Encoding.UTF8).ReplaceLineEndings("\n"))];
        }
        finally
        {
            Gate.Release();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The file as LibreOffice saves it in another format, for example <c>xlsx</c> or <c>csv:Text - txt - csv (StarCalc):59,34,76</c>.</summary>
    public static async Task<byte[]> ConvertAsync(string name, byte[] content, string to)
    {
        var folder = Directory.CreateTempSubdirectory("convert-test-");
        await Gate.WaitAsync();
        try
        {
            var file = Path.Combine(folder.FullName, name);
            await File.WriteAllBytesAsync(file, content);
            await RunAsync(["--headless", $"-env:UserInstallation=file://{folder.FullName}/profile", "--convert-to", to, "--outdir", Directory.CreateDirectory(Path.Combine(folder.FullName, "out")).FullName, file]);
            return await File.ReadAllBytesAsync(Directory.GetFiles(Path.Combine(folder.FullName, "out")).Single());
        }
        finally
        {
            Gate.Release();
            folder.Delete(recursive: true);
        }
    }

    private static async Task RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("soffice", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0 || (await complaints).Contains("Error", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"LibreOffice does not open the workbook (exit code {process.ExitCode}): {await output} {await complaints}");
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException("The tests open workbooks with LibreOffice, which is not installed here (Debian and Ubuntu: apt-get install libreoffice-calc-nogui).", missing);
        }
    }
}
