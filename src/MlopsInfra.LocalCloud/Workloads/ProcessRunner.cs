using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>Executes workloads as processes of this machine.</summary>
internal sealed class ProcessRunner : IWorkloadRunner
{
    private static readonly Lazy<string> Launcher = new(() => ReadResource("workloads/launch.sh"));

    /// <inheritdoc/>
    public Task<IWorkload> StartAsync(WorkloadSpec spec, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new WorkloadException("Workloads are executed on Linux and macOS; on Windows, run the local cloud in WSL.");
        var mark = Guid.NewGuid().ToString("N");
        var process = new Process { StartInfo = InfoOf(spec, mark), EnableRaisingEvents = true };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            throw new WorkloadException($"The {spec.Name} can't be started: {exception.Message}", exception);
        }

        return Task.FromResult<IWorkload>(new ProcessWorkload(process, spec, mark));
    }

    private static ProcessStartInfo InfoOf(WorkloadSpec spec, string mark)
    {
        var grace = Math.Ceiling(spec.Grace.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        // The one shell has to merge both streams: two pipes would lose the order of what is printed.
        var info = new ProcessStartInfo("/bin/sh",
            ["-c", $"exec 2>&1\n{Launcher.Value}", "launch", grace, .. spec.Command])
        {
            WorkingDirectory = spec.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        info.Environment.Clear();
        foreach (var (name, value) in spec.Environment) info.Environment[name] = value;
        info.Environment[Leftovers.Mark] = mark;
        return info;
    }

    private static string ReadResource(string name)
    {
        using var stream = typeof(ProcessRunner).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
