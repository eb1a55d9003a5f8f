using System.Diagnostics;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>
/// The line of the log for one request. It is written before the first byte of the answer leaves: a client that has its answer
/// finds its request in the log.
/// </summary>
internal sealed class RequestEntry
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly RequestRecorder _recorder;
    private readonly RestRequest _request;
    private Exception? _error;
    private bool _written;

    /// <summary>Begins to measure the time of a request.</summary>
    /// <param name="recorder">Who keeps the log.</param>
    /// <param name="request">The request.</param>
    public RequestEntry(RequestRecorder recorder, RestRequest request)
    {
        (_recorder, _request) = (recorder, request);
        request.Http.Response.OnStarting(() =>
        {
            Write(cut: false);
            return Task.CompletedTask;
        });
    }

    /// <summary>Says that the server failed, even after its answer began.</summary>
    /// <param name="error">Why.</param>
    public void Fail(Exception error)
    {
        _error = error;
        if (_written) _recorder.AddBackground(error);
    }

    /// <summary>Writes the line, unless that was done when the answer began.</summary>
    /// <param name="cut">The connection is cut instead of an answer.</param>
    public void Write(bool cut)
    {
        if (_written) return;
        _written = true;
        _recorder.Add(new RequestRecord(_request.Info, cut ? 0 : _request.Http.Response.StatusCode,
            Stopwatch.GetElapsedTime(_started), _request.Changed, _error));
    }
}
