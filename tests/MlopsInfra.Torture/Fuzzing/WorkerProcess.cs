using System.Diagnostics;
using System.Text;
using MlopsInfra.Torture.Fuzzing.Readers;

namespace MlopsInfra.Torture.Fuzzing;

/// <summary>A worker, as the run sees it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const int MostOfError = 20_000;

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mlops-fuzz-{Guid.NewGuid():N}");
    private readonly CurrentInput _current;
    private readonly Process _process;
    private readonly StringBuilder _error = new();

    public WorkerProcess()
    {
        _current = new CurrentInput(_path);
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        start.ArgumentList.Add(FuzzWorker.Command);
        start.ArgumentList.Add(_path);
        // Threads of the pool have the small stack, too; a heap that grows without end meets an end before the machine does.
        start.Environment["DOTNET_Thread_DefaultStackSize"] = "100000";
        start.Environment["DOTNET_GCHeapHardLimit"] = "40000000";
        start.Environment["DOTNET_GCgen0size"] = "2000000";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_error)
            {
                if (_error.Length < MostOfError) _error.AppendLine(line.Data);
            }
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether it can't go on.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Has it read some inputs.</summary>
    /// <param name="run">Counts them and their faults.</param>
    /// <param name="work">Which.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What is left, because an input ended the worker; null for nothing.</returns>
    public async Task<FuzzWork?> ReadAsync(TortureRun run, FuzzWork work, CancellationToken cancellation)
    {
        _current.Set(-1, []);
        await _process.StandardInput.WriteLineAsync(
            $"{work.Reader}\t{work.First}\t{work.Count}\t{run.Seed}".AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line == "done")
            {
                run.Tried(work.Reader, work.Count);
                return null;
            }

            if (line.Split('\t') is ["fault", var kind, var input])
                run.Fault(work.Reader, kind, Convert.FromBase64String(input));
        }

        await _process.WaitForExitAsync(cancellation);
        HasEnded = true;
        var number = _current.Number;
        if (number < 0) throw new InvalidOperationException($"The worker of '{work.Reader}' does not start: {_error}");
        run.Fault(work.Reader, _process.ExitCode == FuzzWorker.HangCode ? FaultKind.Hang
            : FaultKind.OfAbort(_process.ExitCode, _error.ToString()), _current.Input);
        var done = (int)(number - work.First + 1);
        run.Tried(work.Reader, done);
        return done < work.Count ? new FuzzWork(work.Reader, number + 1, work.Count - done) : null;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        ScratchFolder.Sweep(_process.Id);
        _process.Dispose();
        _current.Dispose();
        File.Delete(_path);
    }
}
