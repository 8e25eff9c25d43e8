<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- Names of keys, the same in every language of the window. Kept by hand. -->
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>QShortcut</name>
    <message><source>Return</source><translation>Enter</translation></message>
    <message><source>Up</source><translation>↑</translation></message>
    <message><source>Down</source><translation>↓</translation></message>
    <message><source>Left</source><translation>←</translation></message>
    <message><source>Right</source><translation>→</translation></message>
</context>
</TS>
