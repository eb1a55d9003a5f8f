using System.IO.MemoryMappedFiles;

namespace MlopsInfra.Torture.Fuzzing;

/// <summary>What a worker reads just now, in memory that outlives it: whatever ends it, the input is known.</summary>
internal sealed class CurrentInput : IDisposable
{
    private const int Size = 1024 * 1024;
    private const int Start = sizeof(long) + sizeof(int);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public CurrentInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Size);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Its number; -1 before the first.</summary>
    public long Number => _view.ReadInt64(0);

    public byte[] Input
    {
        get
        {
            var input = new byte[_view.ReadInt32(sizeof(long))];
            _view.ReadArray(Start, input, 0, input.Length);
            return input;
        }
    }

    public void Set(long number, byte[] input)
    {
        _view.Write(0, number);
        _view.Write(sizeof(long), input.Length);
        _view.WriteArray(Start, input, 0, input.Length);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
