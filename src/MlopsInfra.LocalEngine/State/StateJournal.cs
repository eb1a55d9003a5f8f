using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;

namespace MlopsInfra.LocalEngine.State;

/// <summary>
/// Appends changes to a file beside the state, so that nothing that was done is lost when this process dies. One writer
/// takes whatever has gathered and writes it at once; a change is in the file when its task completes.
/// </summary>
internal sealed class StateJournal : IAsyncDisposable
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string? _path;
    private readonly SecretManager _secrets;
    private readonly StateValueWriter _values;
    private readonly Channel<(StateChange Change, TaskCompletionSource Written)> _queue =
        Channel.CreateUnbounded<(StateChange, TaskCompletionSource)>(new UnboundedChannelOptions { SingleReader = true });

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Task _writing;
    private SecretsProvider? _providerInFile;
    private FileStream? _file;
    private DeploymentException? _failure;

    /// <summary>Begins; the file is made with the first change.</summary>
    /// <param name="path">The file; null: nothing is kept.</param>
    /// <param name="secrets">Encrypts.</param>
    public StateJournal(string? path, SecretManager secrets)
    {
        _path = path;
        _secrets = secrets;
        _values = new StateValueWriter(secrets);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Whether anything was appended.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Appends a change.</summary>
    /// <returns>Completes when it is written.</returns>
    /// <exception cref="DeploymentException">It can't be written (as the task's error).</exception>
    public Task AppendAsync(StateChange change)
    {
        HasChanges = true;
        if (_path is null) return Task.CompletedTask;
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _queue.Writer.TryWrite((change, written))
            ? written.Task : Task.FromException(new ObjectDisposedException(nameof(StateJournal)));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writing;
        if (_file is not null) await _file.DisposeAsync();
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<TaskCompletionSource>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            _buffer.ResetWrittenCount();
            try
            {
                while (_buffer.WrittenCount < 1 << 20 && _queue.Reader.TryRead(out var item))
                {
                    batch.Add(item.Written);
                    if (_failure is null) Serialize(item.Change);
                }

                if (_failure is null) Append();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _failure = new DeploymentException(
                    DeploymentErrorCodes.StateUnavailable,
                    $"Can't write the state to {_path}: {exception.Message}. Nothing more is begun; make room or set "
                        + "permissions, then run again.", _path, exception);
            }
            catch (DeploymentException exception)
            {
                _failure = exception;
            }
            catch (Exception exception)
            {
                // A value that can't be written is a defect; without an answer every resource would wait for ever.
                _failure = new DeploymentException(DeploymentErrorCodes.InternalError,
                    $"The state can't be written as JSON: {exception.Message}", _path, exception);
            }

            foreach (var written in batch)
            {
                if (_failure is null) written.TrySetResult();
                else written.TrySetException(_failure);
            }
        }
    }

    private void Serialize(StateChange change)
    {
        var start = _buffer.WrittenCount;
        using (var writer = new Utf8JsonWriter(_buffer, WriterOptions)) JournalFormat.Write(writer, change, _values);
        if (_secrets.Provider is { } provider && provider != _providerInFile)
        {
            // The first secret has just decided how secrets are encrypted: a reader has to know that before the line.
            var line = _buffer.WrittenSpan[start..].ToArray();
            var before = _buffer.WrittenSpan[..start].ToArray();
            _buffer.ResetWrittenCount();
            _buffer.Write(before);
            using (var writer = new Utf8JsonWriter(_buffer, WriterOptions)) JournalFormat.WriteProvider(writer, provider);
            _buffer.Write("\n"u8);
            _buffer.Write(line);
            _providerInFile = provider;
        }

        _buffer.Write("\n"u8);
    }

    private void Append()
    {
        _file ??= PrivateFiles.OpenWrite(_path!, FileMode.Append, FileShare.Read, bufferSize: 0);
        _file.Write(_buffer.WrittenSpan);
    }
}
