namespace Pulumi;

public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly bool _isT1;
    private readonly T0 _value0;
    private readonly T1 _value1;

    private Union(bool isT1, T0 value0, T1 value1)
    {
        _isT1 = isT1;
        _value0 = value0;
        _value1 = value1;
    }

    /// <summary>The default union is a T0 without a value (V20).</summary>
    public bool IsT0 => !_isT1;

    public bool IsT1 => _isT1;

    public T0 AsT0 =>
        _isT1 ? throw new InvalidOperationException($"The union holds a {typeof(T1)}, not a {typeof(T0)}.") : _value0;

    public T1 AsT1 =>
        _isT1 ? _value1 : throw new InvalidOperationException($"The union holds a {typeof(T0)}, not a {typeof(T1)}.");

    public object Value => (_isT1 ? _value1 : _value0)!;

    public static implicit operator Union<T0, T1>(T0 t) => new(false, t, default!);

    public static implicit operator Union<T0, T1>(T1 t) => new(true, default!, t);

    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    public static Union<T0, T1> FromT0(T0 input) => new(false, input, default!);

    public static Union<T0, T1> FromT1(T1 input) => new(true, default!, input);

    public bool TryPickT0(out T0 value, out T1 remainder)
    {
        value = _value0;
        remainder = _value1;
        return IsT0;
    }

    public bool TryPickT1(out T1 value, out T0 remainder)
    {
        value = _value1;
        remainder = _value0;
        return IsT1;
    }

    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _isT1 ? f1(_value1) : f0(_value0);

    public void Switch(Action<T0> f0, Action<T1> f1)
    {
        if (_isT1)
            f1(_value1);
        else
            f0(_value0);
    }

    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) =>
        _isT1 ? Union<TResult, T1>.FromT1(_value1) : Union<TResult, T1>.FromT0(mapFunc(_value0));

    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) =>
        _isT1 ? Union<T0, TResult>.FromT1(mapFunc(_value1)) : Union<T0, TResult>.FromT0(_value0);

    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1) =>
        _isT1 ? Union<TResult0, TResult1>.FromT1(mapFunc1(_value1)) : Union<TResult0, TResult1>.FromT0(mapFunc0(_value0));

    public bool Equals(Union<T0, T1> other) =>
        _isT1 == other._isT1
        && EqualityComparer<T0>.Default.Equals(_value0, other._value0)
        && EqualityComparer<T1>.Default.Equals(_value1, other._value1);

    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    public override int GetHashCode() => _isT1 ? HashCode.Combine(1, _value1) : HashCode.Combine(0, _value0);

    public override string ToString() => (_isT1 ? _value1?.ToString() : _value0?.ToString()) ?? "";
}
