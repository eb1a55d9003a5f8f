using System.Diagnostics;

namespace MlopsInfra.LocalCloud.Workloads;

/// <summary>A process with all that it starts.</summary>
internal sealed class ProcessWorkload : IWorkload
{
    // How long output may still come from what has left the process's group and holds its pipe.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly WorkloadSpec _spec;
    private readonly string _mark;

    public ProcessWorkload(Process process, WorkloadSpec spec, string mark)
    {
        (_process, _spec, _mark) = (process, spec, mark);
        Exit = RunAsync();
    }

    /// <inheritdoc/>
    public Task<int> Exit { get; }

    /// <inheritdoc/>
    public async Task StopAsync()
    {
        Release();
        try
        {
            await Exit.WaitAsync(_spec.Grace + Rest);
        }
        catch (TimeoutException)
        {
            // The launcher itself hangs, as one does that was stopped by a signal.
            _process.Kill(entireProcessTree: true);
            await Exit;
        }
    }

    private async Task<int> RunAsync()
    {
        using var rest = new CancellationTokenSource();
        var output = PumpAsync(rest.Token);
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        Release();
        Leftovers.Kill(_mark);
        rest.CancelAfter(Rest);
        await output;
        _process.Dispose();
        return code;
    }

    private async Task PumpAsync(CancellationToken end)
    {
        var buffer = new byte[32 * 1024];
        try
        {
            // The process does not close what has been read from.
            await using var stream = _process.StandardOutput.BaseStream;
            while (await stream.ReadAsync(buffer, end) is var read and > 0) _spec.Log.Write(buffer.AsSpan(0, read));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Somebody who could not be ended holds the pipe: the log ends here.
        }
    }

    private void Release()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is closed already.
        }
    }
}
