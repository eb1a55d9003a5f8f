using System.Diagnostics;

namespace MlopsInfra.Benchmarks;

/// <summary>Runs a command to its end and reads what the operating system says of it and of its descendants.</summary>
internal static class MeasuredProcess
{
    private static readonly TimeSpan SamplePeriod = TimeSpan.FromMilliseconds(10);

    /// <summary>Runs a command; its output is read and thrown away.</summary>
    /// <param name="arguments">The program and its arguments.</param>
    /// <param name="directory">The working directory.</param>
    /// <exception cref="InvalidOperationException">It did not end with 0.</exception>
    public static async Task<Measurement> RunAsync(IReadOnlyList<string> arguments, string directory)
    {
        var start = new ProcessStartInfo(arguments[0], arguments.Skip(1))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var watch = Stopwatch.StartNew();
        using var process =
            Process.Start(start) ?? throw new InvalidOperationException($"'{arguments[0]}' could not be started.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var exit = process.WaitForExitAsync();
        var (peak, cpu) = (0.0, TimeSpan.Zero);
        // Both only ever grow, so a sample shortly before the end is as good as one at the end.
        while (await Task.WhenAny(exit, Task.Delay(SamplePeriod)) != exit)
        {
            peak = Math.Max(peak, ProcessTree.PeakMegabytes(process.Id));
            var now = ProcessTree.Cpu(process.Id);
            if (now > cpu) cpu = now;
        }

        var wall = watch.Elapsed;
        await Task.WhenAll(output, error);
        if (process.ExitCode != 0)
            throw new InvalidOperationException(
                $"{string.Join(' ', arguments)} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return new Measurement(wall, cpu, peak);
    }
}
