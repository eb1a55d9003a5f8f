using System.Text;

namespace MlopsInfra.Cli.Output;

/// <summary>
/// Standard output or standard error of the process. What can't be written (a full disk, a closed terminal) does not end what the
/// command is at: the first failure is kept for its end, and what follows is left out.
/// </summary>
/// <param name="open">Opens the stream.</param>
internal sealed class StandardStream(Func<Stream> open) : Stream
{
    private readonly Lock _lock = new();
    private Stream? _stream;

    /// <summary>Standard output.</summary>
    public static StandardStream Output { get; } = new(Console.OpenStandardOutput);

    /// <summary>Standard error.</summary>
    public static StandardStream Error { get; } = new(Console.OpenStandardError);

    /// <summary>Why something could not be written; null if all was.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Makes both what the process writes to from now on.</summary>
    public static void UseForConsole()
    {
        Console.SetOut(Output.Writer());
        Console.SetError(Error.Writer());
    }

    /// <summary>Ends the command if something could not be written: for what nobody can do without.</summary>
    /// <exception cref="CliException">Something could not be written.</exception>
    public void Check()
    {
        if (Failure is not null)
            throw new CliException(ExitCode.Failed, "OutputNotWritten",
                $"Standard output can't be written: {Reason(Failure)}", null, Failure);
    }

    /// <summary>The exit code of a command that is at its end, and on standard error what of its output was lost.</summary>
    /// <param name="exitCode">The exit code it has otherwise.</param>
    public static int End(int exitCode)
    {
        if (Output.Failure is not { } failure) return exitCode;
        Console.Error.WriteLine($"error OutputNotWritten: Standard output can't be written: {Reason(failure)} "
            + (exitCode == (int)ExitCode.Done ? "The command did what it was to do, but" : "The command failed, and")
            + " its report is cut off. Make room, or send the output elsewhere, and say it again.");
        return exitCode == (int)ExitCode.Done ? (int)ExitCode.Failed : exitCode;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        lock (_lock)
        {
            if (Failure is not null) return;
            try
            {
                _stream ??= open();
                _stream.Write(buffer);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Failure = exception;
            }
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is held back.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    // .NET says of a descriptor that is closed that access is denied; the system's own words are below.
    private static string Reason(Exception failure)
    {
        var reason = (failure.InnerException ?? failure).Message;
        return reason.EndsWith('.') ? reason : $"{reason}.";
    }

    private TextWriter Writer() => TextWriter.Synchronized(new StreamWriter(this,
        Console.OutputEncoding is UTF8Encoding ? new UTF8Encoding(false) : Console.OutputEncoding, leaveOpen: true)
        { AutoFlush = true });
}
