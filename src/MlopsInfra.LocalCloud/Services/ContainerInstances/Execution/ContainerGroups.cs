using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.ContainerInstances.Declarations;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.LocalCloud.Services.ContainerInstances.Execution;

/// <summary>
/// Runs the container groups of the store, whoever wrote them: those that are there when the server starts, those that come,
/// until they are deleted or the server ends.
/// </summary>
internal sealed class ContainerGroups(CloudContext cloud, GroupServices services, RequestRecorder recorder)
    : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, GroupRun> _runs = new(StringComparer.OrdinalIgnoreCase);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Task _loop = Task.CompletedTask;

    /// <summary>Whether groups are run at all.</summary>
    public bool Executes => services.Host.Executes;

    /// <summary>A group that runs, or ran; null where it does not.</summary>
    /// <param name="id">Its ARM id.</param>
    public GroupRun? Find(string id) => _runs.GetValueOrDefault(id);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Executes) return Task.CompletedTask;
        cloud.Store.Committed += OnCommitted;
        _changes.Writer.TryWrite(true);
        _loop = Task.Run(LoopAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Ends all groups.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        cloud.Store.Committed -= OnCommitted;
        await _end.CancelAsync();
        await _loop;
        await Task.WhenAll(_runs.Values.Select(run => run.DisposeAsync().AsTask()));
    }

    /// <summary>Starts a group that was stopped, or starts one anew, with fresh files and a fresh pull.</summary>
    public async Task RestartAsync(string id)
    {
        await _turn.WaitAsync();
        try
        {
            if (cloud.Find(id) is not { } resource) return;
            if (!Executes)
            {
                if (File.Exists(MarkOf(id))) File.Delete(MarkOf(id));
                return;
            }

            if (_runs.TryGetValue(id, out var run)) await run.DisposeAsync();
            Start(resource);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops a group; it stays stopped when the server starts again.</summary>
    public async Task StopAsync(string id)
    {
        await _turn.WaitAsync();
        try
        {
            if (!_runs.TryGetValue(id, out var run) && Executes || cloud.Find(id) is not { } resource) return;
            PrivateFiles.CreateFolder(FolderOf(id));
            PrivateFiles.Write(MarkOf(id), HashOf(run?.Group ?? GroupDeclaration.Read(resource)));
            if (run is not null) await run.StopAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes what runs what is declared.</summary>
    public async Task ReconcileAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var declared = cloud.Store.OfType(ContainerGroupResource.TypeName);
            foreach (var (id,
                run) in _runs.Where(pair => !declared.Any(each => each.Key.Equals(pair.Key, StringComparison.OrdinalIgnoreCase))))
            {
                _runs.TryRemove(id, out _);
                await run.DisposeAsync();
                if (Directory.Exists(FolderOf(id))) Directory.Delete(FolderOf(id), recursive: true);
            }

            foreach (var resource in declared)
            {
                if (!_runs.TryGetValue(resource.Key, out var run))
                {
                    if (!IsStopped(resource)) Start(resource);
                    continue;
                }

                if (run.Group.Fingerprint == GroupDeclaration.Read(resource).Fingerprint) continue;
                await run.DisposeAsync();
                Start(resource);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _turn.Dispose();
        _end.Dispose();
    }

    /// <summary>Whether a group was stopped, and has not been written anew since.</summary>
    public bool IsStopped(StoredResource resource) => File.Exists(MarkOf(resource.Key))
        && File.ReadAllText(MarkOf(resource.Key)) == HashOf(GroupDeclaration.Read(resource));

    private void Start(StoredResource resource)
    {
        if (File.Exists(MarkOf(resource.Key))) File.Delete(MarkOf(resource.Key));
        var run = new GroupRun(GroupDeclaration.Read(resource), FolderOf(resource.Key), services, recorder.AddBackground);
        _runs[resource.Key] = run;
    }

    private async Task LoopAsync()
    {
        try
        {
            while (await _changes.Reader.ReadAsync(_end.Token)) await TryReconcileAsync();
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The server ends.
        }
    }

    // One group that can't be ended or started must not keep those from it that come later.
    private async Task TryReconcileAsync()
    {
        try
        {
            await ReconcileAsync();
        }
        catch (Exception exception)
        {
            recorder.AddBackground(exception);
        }
    }

    private void OnCommitted(object? sender, EventArgs arguments) => _changes.Writer.TryWrite(true);

    // A name is a group's own in its resource group only.
    private string FolderOf(string id) => services.Host.FolderOf("groups",
        $"{ResourceId.Parse(id).Name}-{MadeUpIds.Hex(16, "container group", id.ToUpperInvariant())}");

    private static string HashOf(GroupDeclaration group) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group.Fingerprint)));

    private string MarkOf(string id) => Path.Combine(FolderOf(id), "stopped");
}
